import type { Change, ReplicatedDocument } from '@barra/replication-protocol'

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

/** A document by its id, or the revision of it that a client heard of. */
export interface DocumentRequest {
  readonly id: string
  readonly rev?: string
}

export type DocumentAnswer =
  /** As it is now, whichever of its revisions was asked for; a tombstone when it is gone. */
  | { readonly kind: 'found'; readonly document: ReplicatedDocument }
  /** There never was such a document, or it never had that revision in this history of the database. */
  | { readonly kind: 'missing' }
  /** The database has not caught up with where the client heard of that revision, as another node of a cluster may not. */
  | { readonly kind: 'not_yet' }

/** A document's revisions that a client holds and the feed never told, and one it told before those, if any. */
export interface UnknownRevisions {
  readonly missing: readonly string[]
  readonly ancestor: string | null
}

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
   * One answer per request, in order.
   * @param options.withAncestry adds `_revisions`
   * @throws RangeError when the collection is unknown
   */
  documents(
    collection: string,
    requests: readonly DocumentRequest[],
    options: { withAncestry: boolean },
  ): Promise<readonly DocumentAnswer[]>
  /**
   * Of revisions by document id, those that are not of this feed; documents all of whose revisions are known are left out.
   * @throws RangeError when the collection is unknown
   */
  unknownRevisions(
    collection: string,
    revisions: ReadonlyMap<string, readonly string[]>,
  ): Promise<ReadonlyMap<string, UnknownRevisions>>
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
  /** The history of the database in which its seqs have a meaning. */
  identity(): Promise<{ epoch: string }>
}
