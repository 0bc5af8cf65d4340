/** Wrong PINs in a row, and until when no other is looked at. */
export interface PinTries {
  readonly wrong: number
  /** Milliseconds since 1970; 0 for no wait. */
  readonly waitUntil: number
}

export const noTries: PinTries = { wrong: 0, waitUntil: 0 }

/** A finger slips; from the third wrong PIN on it is somebody guessing. */
const FREE_TRIES = 2
const FIRST_WAIT_MS = 15_000
const LONGEST_WAIT_MS = 5 * 60_000

export function afterWrongPin({ wrong }: PinTries, now: number): PinTries {
  const waitMs = waitAfterMs(wrong + 1)
  return { wrong: wrong + 1, waitUntil: waitMs > 0 ? now + waitMs : 0 }
}

/** How long no PIN is looked at after so many wrong ones in a row. */
export function waitAfterMs(wrong: number): number {
  const waits = wrong - FREE_TRIES
  return waits > 0 ? Math.min(FIRST_WAIT_MS * 2 ** (waits - 1), LONGEST_WAIT_MS) : 0
}
