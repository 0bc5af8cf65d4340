import type { SequenceState } from './sequence-database.ts'

interface KnownCount extends SequenceState {
  readonly position: number
  readonly count: number
}

/** A page as it was read: after which position, and how many rows, while the database stood at `sequence` before. */
export interface PageRead {
  readonly sequence: SequenceState
  readonly from: number
  readonly rows: number
}

/**
 * How many changes come after a page. Counting 100,000 of them takes longer than reading a page, so the next page of a reader
 * subtracts from the last count as long as the feed did not move.
 */
export class PendingCount {
  readonly #count: (collection: string, position: number) => Promise<number>
  readonly #known = new Map<string, KnownCount>()

  constructor(count: (collection: string, position: number) => Promise<number>) {
    this.#count = count
  }

  async after(collection: string, position: number, { sequence, from, rows }: PageRead): Promise<number> {
    const known = this.#known.get(collection)
    const isSame = known?.position === from && known.seq === sequence.seq && known.epoch === sequence.epoch
    const count = isSame ? Math.max(0, known.count - rows) : await this.#count(collection, position)
    this.#known.set(collection, { seq: sequence.seq, epoch: sequence.epoch, position, count })
    return count
  }
}
