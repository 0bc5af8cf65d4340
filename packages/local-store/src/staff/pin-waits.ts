import { waitAfterMs, type PinTries } from './pin-tries.ts'

interface Timed {
  readonly waitUntil: number
  readonly endsAtMs: number
}

/**
 * Times each wait by the page's own clock, which nobody sets, from when this page first sees it. What is kept on disk is by the wall's
 * clock: who sets that one back waits all over again, and who sets it ahead and reloads the page waits no more. No clock of the terminal's
 * can tell.
 */
export class PinWaits {
  readonly #timed = new Map<string, Timed>()

  /** How long to wait before that person's next try, in milliseconds. */
  leftMs(personId: string, { wrong, waitUntil }: PinTries): number {
    if (waitUntil === 0) return 0
    const before = this.#timed.get(personId)
    const timed =
      before?.waitUntil === waitUntil ? before : { waitUntil, endsAtMs: performance.now() + seenLeftMs(wrong, waitUntil) }
    this.#timed.set(personId, timed)
    return Math.max(0, Math.ceil(timed.endsAtMs - performance.now()))
  }
}

function seenLeftMs(wrong: number, waitUntil: number): number {
  return Math.min(Math.max(0, waitUntil - Date.now()), waitAfterMs(wrong))
}
