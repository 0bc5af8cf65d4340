import type { Change } from '@barra/replication-protocol'

/** A page of changes after a seq, in seq order, each document at most once. */
export interface ChangeFeedPage {
  readonly results: readonly Change[]
  /** The seq to go on from: the last row's, or the one asked for when there was none. */
  readonly lastSeq: string
  /** Changes after this page. */
  readonly pending: number
}

export type ChangesAnswer =
  | { readonly kind: 'page'; readonly page: ChangeFeedPage }
  /** `since` belongs to another history of this database: the client must pull from 0. */
  | { readonly kind: 'epoch_changed'; readonly epoch: string }

/** What routes need of the change feed; any number of processes may read beside one database. */
export interface ChangeFeed {
  readonly collections: readonly string[]
  hasCollection(name: string): boolean
  /** Live documents and the newest seq of a collection. */
  describe(collection: string): Promise<{ docCount: number; updateSeq: string }>
  /**
   * @param request.since a wire seq, or null for the beginning
   * @param request.limit exactly this many rows unless the feed ends
   * @throws RangeError when `since` is no seq or the collection is unknown
   */
  changes(collection: string, request: { since: string | null; limit: number; includeDocs: boolean }): Promise<ChangesAnswer>
  /**
   * Resolves true as soon as the collection moved past `since` or `since` lost its epoch, so that asking again has an answer; false
   * after the time, when the signal aborts, or when the feed stops.
   * @throws RangeError when `since` is no seq or the collection is unknown
   */
  waitForChange(collection: string, since: string | null, timeoutMs: number, signal: AbortSignal): Promise<boolean>
  /**
   * Calls the listener with each collection that moves, within one poll of its commit. Resolves, with how to stop, when every change
   * committed from then on will be told: who reads the changes after that misses none. Rejects when the database is away.
   */
  onUpdate(listener: (update: { collection: string; seq: string }) => void): Promise<() => void>
  /** The server's identity: stable for one database and epoch. */
  identity(): Promise<{ uuid: string; epoch: string }>
}
