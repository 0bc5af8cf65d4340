import { BehaviorSubject, type Observable } from 'rxjs'
import type { ClockNote } from './clock-note.ts'
import type { HealthAnswer } from './health-answer.ts'

/** Two clocks closer than this are taken for one. */
const TOLERATED_MS = 60_000
/** A terminal's clock that moved otherwise than time did, by more than this, was set, or nobody was there to see. */
const SET_MS = 5_000

/** How this terminal's clock differs from the server's. */
export interface ClockDifference {
  /** Milliseconds, negative when it is behind. */
  readonly aheadMs: number
  /**
   * `measured`: this page heard it, and nobody touched the clock since. `remembered`: from before the page was loaded or the machine
   * slept, and nothing speaks against it. `doubtful`: the clock may have been set since, so it is believed.
   */
  readonly certainty: 'measured' | 'remembered' | 'doubtful'
}

/** The time as the server has it, as far as this terminal knows: a ticket of a terminal whose clock is wrong is in the club's books for years. */
export class ServerClock {
  readonly #keep: (note: ClockNote | null) => void
  /** `unseenMs`: of the time on the clock until `wallMs`, what passed while no page saw it pass. */
  #known: (ClockDifference & { readonly wallMs: number; readonly pageMs: number; readonly unseenMs: number }) | null = null
  readonly #difference = new BehaviorSubject<ClockDifference | null>(null)
  /** Null while nothing was ever known. */
  readonly difference$: Observable<ClockDifference | null> = this.#difference.asObservable()

  /**
   * @param kept what an earlier page noted
   * @param keep notes something for the next page
   */
  constructor(kept: ClockNote | null, keep: (note: ClockNote | null) => void) {
    this.#keep = keep
    if (!kept) return
    const wallMs = Date.now()
    const certainty = kept.isDoubtful ? 'doubtful' : 'remembered'
    const unseenMs = kept.unseenMs + wallMs - kept.seenAtMs
    this.#known = { aheadMs: kept.aheadMs, certainty, wallMs, pageMs: performance.now(), unseenMs }
    this.look()
  }

  heard({ clockAheadMs }: HealthAnswer): void {
    const wasKept = this.#known !== null && isOff(this.#known.aheadMs)
    this.#known =
      clockAheadMs === null
        ? null
        : { aheadMs: clockAheadMs, certainty: 'measured', wallMs: Date.now(), pageMs: performance.now(), unseenMs: 0 }
    if (wasKept && !(clockAheadMs !== null && isOff(clockAheadMs))) this.#keep(null)
    this.look()
  }

  /** Looks whether the clock was set, and notes for the next page until when it was not. */
  look(): void {
    const seenAtMs = Date.now()
    if (this.#known && isOff(this.#known.aheadMs)) {
      const certainty = this.#certainty(seenAtMs)
      this.#known = { ...this.#known, certainty }
      const { aheadMs } = this.#known
      this.#keep({ aheadMs, seenAtMs, unseenMs: this.#unseenMs(seenAtMs), isDoubtful: certainty === 'doubtful' })
    }
    const { aheadMs, certainty } = this.#known ?? { aheadMs: null, certainty: null }
    const told = this.#difference.value
    if (told?.aheadMs !== aheadMs || told?.certainty !== certainty)
      this.#difference.next(aheadMs === null ? null : { aheadMs, certainty })
  }

  now(): Date {
    const wallMs = Date.now()
    const isCorrected = this.#known && isOff(this.#known.aheadMs) && this.#certainty(wallMs) !== 'doubtful'
    return new Date(isCorrected ? wallMs - this.#known!.aheadMs : wallMs)
  }

  #certainty(wallMs: number): ClockDifference['certainty'] {
    const { aheadMs, certainty } = this.#known!
    const unseenMs = this.#unseenMs(wallMs)
    // Set right, a clock that was behind leaps at least that far; one that was ahead goes back, unless nobody saw it for longer than that.
    const mayBeSet = unseenMs < -SET_MS || unseenMs > Math.abs(aheadMs) - SET_MS
    if (certainty === 'doubtful' || mayBeSet) return 'doubtful'
    return certainty === 'remembered' || unseenMs > SET_MS ? 'remembered' : 'measured'
  }

  #unseenMs(wallMs: number): number {
    const { wallMs: before, pageMs, unseenMs } = this.#known!
    return unseenMs + (wallMs - before) - (performance.now() - pageMs)
  }
}

function isOff(aheadMs: number): boolean {
  return Math.abs(aheadMs) > TOLERATED_MS
}
