import type { Database } from '@barra/database'
import { DEFAULT_CLUB_TIME_ZONE } from '@barra/domain'
import type { Change } from '@barra/replication-protocol'
import { assertValidCollections, type CollectionConfiguration } from '../configuration/collections.ts'
import type { ChangeFeed, ChangesAnswer, DocumentAnswer, DocumentRequest, UnknownRevisions } from './change-feed.ts'
import { documentOf, tombstoneOf } from './document.ts'
import { DocumentReader } from './document-reader.ts'
import type { CollectionHistory } from './collection-history-database.ts'
import { CollectionSizes } from './collection-sizes.ts'
import { FeedDatabase, type FeedPositions, type FeedRow } from './feed-database.ts'
import { FeedWatcher } from './feed-watcher.ts'
import { HistoryGuard, type BackInTime } from './history-guard.ts'
import { listenForMoves } from './listen-for-moves.ts'
import { PendingCount } from './pending-count.ts'
import { revisionOf } from './revision.ts'
import type { SchemaChange } from './standing-collections.ts'
import { Sequencer } from './sequencer.ts'
import { sequencingContext } from './sequencing-context.ts'
import { isBeforePurge, isBeyond, positionIn, waitForChange } from './wait-for-change.ts'
import { parseWireSeq, wireSeq } from './wire-seq.ts'

export interface ChangeFeedOptions {
  readonly clock?: () => Date
  /** The IANA zone in which the main database's times are meant. */
  readonly timeZone?: string
  /** Told of each failure of the background work, which goes on trying; to be logged. */
  readonly onFault?: (error: unknown) => void
  /** Told when the table of a collection was found changed, so that it stands still, and when it goes on; to be logged. */
  readonly onSchemaChange?: (event: SchemaChange) => void
  /** Told when the database was found restored and got a new epoch; to be logged. */
  readonly onBackInTime?: (event: BackInTime) => void
}

export interface RunningChangeFeed extends ChangeFeed {
  /** Starts a sequencer in this process. Without one, the feed can be read but moves only by other processes'. */
  start(): void
  /** Ends the sequencer and all waits; resolves when the database is at rest. */
  stop(): Promise<void>
}

/**
 * The change feed of a database in which replication is installed.
 * @throws TypeError when the collections contradict each other. Its methods reject with an Error when nothing is installed.
 */
export function openChangeFeed(
  database: Database,
  collections: readonly CollectionConfiguration[],
  options: ChangeFeedOptions = {},
): RunningChangeFeed {
  assertValidCollections(collections)
  return new DatabaseChangeFeed(database, collections, options)
}

class DatabaseChangeFeed implements RunningChangeFeed {
  readonly collections: readonly string[]
  readonly #byName: ReadonlyMap<string, CollectionConfiguration>
  readonly #guard: HistoryGuard
  readonly #database: FeedDatabase
  readonly #pending: PendingCount
  readonly #sizes: CollectionSizes
  readonly #watcher: FeedWatcher
  readonly #sequencer: Sequencer
  readonly #documents: DocumentReader
  readonly #readWallClock: (text: string) => string | null
  #stopping = new AbortController()

  constructor(database: Database, collections: readonly CollectionConfiguration[], options: ChangeFeedOptions) {
    const { clock = () => new Date(), timeZone = DEFAULT_CLUB_TIME_ZONE } = options
    const { onFault = () => {}, onBackInTime = () => {}, onSchemaChange = () => {} } = options
    this.collections = collections.map(({ name }) => name)
    this.#byName = new Map(collections.map((collection) => [collection.name, collection]))
    this.#guard = new HistoryGuard(database, onBackInTime)
    const context = sequencingContext(database, clock, timeZone)
    this.#database = new FeedDatabase(database, this.collections, this.#guard, context.schema)
    this.#pending = new PendingCount((collection, seq) => this.#database.countAfter(collection, seq))
    this.#sizes = new CollectionSizes((name) => this.#database.measure(name))
    this.#watcher = new FeedWatcher(this.#database, onFault)
    this.#sequencer = new Sequencer(context, this.#guard, collections, {
      onSequenced: () => this.#watcher.lookNow(),
      onSchemaChange,
      onFault,
    })
    this.#readWallClock = context.readWallClock
    this.#documents = new DocumentReader(this.#database, context.readWallClock)
  }

  start(): void {
    this.#stopping = new AbortController()
    this.#sequencer.start()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await Promise.all([this.#sequencer.stop(), this.#watcher.stop()])
  }

  hasCollection(name: string): boolean {
    return this.#byName.has(name)
  }

  async describe(name: string): Promise<{ docCount: number; updateSeq: string }> {
    this.#collection(name)
    const history = await this.#database.readHistory(name)
    const { live, newest } = await this.#sizes.at(name, history)
    return { docCount: live, updateSeq: wireSeq(newest, history) }
  }

  async changes(
    name: string,
    { since, limit, includeDocs }: { since: string | null; limit: number; includeDocs: boolean },
  ): Promise<ChangesAnswer> {
    const collection = this.#collection(name)
    // As if `since` were of this history; what was read is thrown away if it is not.
    const read = await this.#database.readPage(collection, since === null ? 0 : parseWireSeq(since).seq, limit, includeDocs)
    const { rows } = read
    const history = read.history ? await this.#database.noteHistory(read.history) : await this.#database.readHistory(name)
    const { epoch } = history
    if (since !== null && isBeyond(history, since)) await this.#guard.believe(parseWireSeq(since))
    const after = positionIn(history, since)
    if (after === null || isBeforePurge(history, since)) return { kind: 'epoch_changed', epoch }
    // The rows are of a history that was just found lost.
    if (read.history && read.history.epoch !== epoch) return this.changes(name, { since, limit, includeDocs })
    const last = rows.at(-1)?.seq ?? after
    const pending =
      rows.length < limit ? 0 : await this.#pending.after(name, last, { sequence: history, from: after, rows: rows.length })
    const results = rows.map((row) => this.#change(collection, history, row, includeDocs))
    return { kind: 'page', page: { results, lastSeq: wireSeq(last, history), pending } }
  }

  async documents(
    name: string,
    requests: readonly DocumentRequest[],
    { withAncestry }: { withAncestry: boolean },
  ): Promise<readonly DocumentAnswer[]> {
    return this.#documents.read(this.#collection(name), requests, withAncestry)
  }

  async unknownRevisions(
    name: string,
    revisions: ReadonlyMap<string, readonly string[]>,
  ): Promise<ReadonlyMap<string, UnknownRevisions>> {
    return this.#documents.unknownRevisions(this.#collection(name), revisions)
  }

  async waitForChange(name: string, since: string | null, timeoutMs: number, signal: AbortSignal): Promise<boolean> {
    this.#collection(name)
    const request = { collection: name, since, timeoutMs, signal: AbortSignal.any([signal, this.#stopping.signal]) }
    return waitForChange(this.#watcher, this.#database, request)
  }

  onUpdate(listener: (update: { collection: string; seq: string }) => void): Promise<() => void> {
    return listenForMoves(this.#watcher, this.#database, (moved, positions) => {
      for (const collection of moved.filter((name) => this.hasCollection(name))) {
        listener({ collection, seq: positionOf(collection, positions) })
      }
    })
  }

  async identity(): Promise<{ epoch: string }> {
    const { epoch } = await this.#database.readSequence()
    return { epoch }
  }

  #change(collection: CollectionConfiguration, history: CollectionHistory, feedRow: FeedRow, includeDocs: boolean): Change {
    const { epoch } = history
    const { docId, seq, generation, row, appliedTickets } = feedRow
    const rev = revisionOf({ epoch, collection: collection.name, docId, generation })
    const change = { seq: wireSeq(seq, history), id: docId, changes: [{ rev }] }
    if (row === null) return { ...change, deleted: true, ...(includeDocs && { doc: tombstoneOf(collection, docId, rev) }) }
    if (!includeDocs) return change
    return { ...change, doc: documentOf(collection, docId, rev, row, appliedTickets, this.#readWallClock) }
  }

  #collection(name: string): CollectionConfiguration {
    const collection = this.#byName.get(name)
    if (!collection) throw new RangeError(`no collection is called ${JSON.stringify(name)}`)
    return collection
  }
}

function positionOf(collection: string, { epoch, byCollection, purges }: FeedPositions): string {
  return wireSeq(byCollection.get(collection) ?? 0, { epoch, purges: purges.get(collection) ?? 0 })
}
