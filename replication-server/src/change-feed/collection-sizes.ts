import type { CollectionHistory } from './collection-history-database.ts'

export interface CollectionSize {
  /** Live documents. */
  readonly live: number
  /** The seq of the newest change, 0 when there is none. */
  readonly newest: number
}

/** The sizes of collections, counted once for each place of the feed: clients ask again and again, and counting is slow. */
export class CollectionSizes {
  readonly #count: (collection: string) => Promise<CollectionSize>
  readonly #known = new Map<string, { readonly at: CollectionHistory; readonly size: CollectionSize }>()

  constructor(count: (collection: string) => Promise<CollectionSize>) {
    this.#count = count
  }

  /** @param at where the database stands, read before this is asked */
  async at(collection: string, at: CollectionHistory): Promise<CollectionSize> {
    const known = this.#known.get(collection)
    if (known?.at.seq === at.seq && known.at.epoch === at.epoch && known.at.purges === at.purges) return known.size
    const size = await this.#count(collection)
    this.#known.set(collection, { at, size })
    return size
  }
}
