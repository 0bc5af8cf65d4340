import type { HealthAnswer } from './health-answer.ts'

/** Two clocks closer than this are taken for one. */
const TOLERATED_MS = 60_000
/** A terminal's clock that moved otherwise than time did, by more than this, was set. */
const SET_MS = 5_000

/** The time as the server has it, as far as this page knows: a ticket of a terminal whose clock is wrong is in the club's books for years. */
export class ServerClock {
  #known: { readonly aheadMs: number; readonly wallMs: number; readonly pageMs: number } | null = null

  heard({ clockAheadMs }: HealthAnswer): void {
    this.#known = clockAheadMs === null ? null : { aheadMs: clockAheadMs, wallMs: Date.now(), pageMs: performance.now() }
  }

  now(): Date {
    const wallMs = Date.now()
    return new Date(wallMs - this.#correctionMs(wallMs))
  }

  #correctionMs(wallMs: number): number {
    if (!this.#known || Math.abs(this.#known.aheadMs) <= TOLERATED_MS) return 0
    const passedMs = performance.now() - this.#known.pageMs
    // Somebody set the clock right, or the machine slept: what was known of it is over.
    return Math.abs(wallMs - this.#known.wallMs - passedMs) > SET_MS ? 0 : this.#known.aheadMs
  }
}
