// Two ways to follow a table: by the change feed, and by the cursor everybody thinks of first.
import type { ReplicatedDocument } from '@barra/replication-protocol'
import type { RunningChangeFeed } from '../../replication-server/src/change-feed/open-change-feed.ts'
import { page, tablesOf, type Club } from './club.ts'

export interface Follower {
  /** Reads on from where it was, to the end. */
  follow(): Promise<void>
  /** The keys of the products it holds. */
  keys(): ReadonlySet<number>
}

/** Keeps what a terminal would keep of the products, by pages of `_changes`. */
export class FeedFollower implements Follower {
  readonly documents = new Map<number, ReplicatedDocument>()
  readonly #feed: RunningChangeFeed
  #since: string | null = null

  constructor(feed: RunningChangeFeed) {
    this.#feed = feed
  }

  async follow(): Promise<void> {
    for (;;) {
      const { results, lastSeq } = await page(this.#feed, 'products', this.#since, 50)
      for (const { id, deleted, doc } of results) {
        if (deleted) this.documents.delete(Number(id))
        else this.documents.set(Number(id), doc!)
      }
      this.#since = lastSeq
      if (results.length < 50) return
    }
  }

  keys(): ReadonlySet<number> {
    return new Set(this.documents.keys())
  }
}

/** Remembers the highest auto-increment key it saw and asks for higher ones: what Barra must not do. */
export class NaiveFollower implements Follower {
  readonly #kysely: Club['kysely']
  readonly #keys = new Set<number>()
  #last = 0

  constructor(club: Club) {
    this.#kysely = tablesOf(club.openAgain())
  }

  async follow(): Promise<void> {
    const rows = await this.#kysely
      .selectFrom('Products_Services')
      .select('id_product_service')
      .where('id_product_service', '>', this.#last)
      .orderBy('id_product_service')
      .execute()
    for (const { id_product_service } of rows) {
      this.#keys.add(id_product_service)
      this.#last = id_product_service
    }
  }

  keys(): ReadonlySet<number> {
    return this.#keys
  }
}
