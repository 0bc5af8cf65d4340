import type { PushProgress } from './push-state.ts'

type Counted = 'sent' | 'duplicates' | 'refused'

/** Counts one cycle. Tickets sold while it runs join it, so the total can grow. */
export class PushProgressCounter {
  readonly #included = new Set<string>()
  readonly #seen = new Set<string>()
  readonly #unanswered = new Set<string>()
  readonly #counts: Record<Counted, number> = { sent: 0, duplicates: 0, refused: 0 }
  readonly #onChange: (progress: PushProgress) => void

  constructor(onChange: (progress: PushProgress) => void) {
    this.#onChange = onChange
  }

  get progress(): PushProgress {
    const { sent, duplicates, refused } = this.#counts
    return {
      total: this.#included.size,
      done: sent + duplicates + refused,
      sent,
      duplicates,
      refused,
      failed: this.#unanswered.size,
    }
  }

  /** Tickets of this cycle that were sent and have no verdict. */
  get unanswered(): readonly string[] {
    return [...this.#unanswered]
  }

  include(ids: readonly string[]): void {
    for (const id of ids) this.#included.add(id)
    this.#onChange(this.progress)
  }

  gotNoAnswer(ids: readonly string[]): void {
    for (const id of ids) this.#unanswered.add(id)
    this.#onChange(this.progress)
  }

  gotVerdict(id: string, as: Counted): void {
    if (this.#seen.has(id)) return
    this.#seen.add(id)
    this.#unanswered.delete(id)
    this.#counts[as] += 1
    this.#onChange(this.progress)
  }
}
