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
  const waits = wrong + 1 - FREE_TRIES
  const waitMs = waits > 0 ? Math.min(FIRST_WAIT_MS * 2 ** (waits - 1), LONGEST_WAIT_MS) : 0
  return { wrong: wrong + 1, waitUntil: waitMs > 0 ? now + waitMs : 0 }
}

/** How long to wait before the next try, in milliseconds. A clock that was set back does not make it longer than ever intended. */
export function waitLeftMs({ waitUntil }: PinTries, now: number): number {
  const left = waitUntil - now
  return left > 0 && left <= LONGEST_WAIT_MS ? left : 0
}
