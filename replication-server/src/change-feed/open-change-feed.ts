import { createHash } from 'node:crypto'
import type { Database } from '@barra/database'
import { DEFAULT_CLUB_TIME_ZONE } from '@barra/domain'
import { formatSeq, type Change } from '@barra/replication-protocol'
import { assertValidCollections, type CollectionConfiguration } from '../configuration/collections.ts'
import type { ChangeFeed, ChangesAnswer } from './change-feed.ts'
import { documentOf, tombstoneOf } from './document.ts'
import { FeedDatabase, type FeedRow } from './feed-database.ts'
import { FeedWatcher } from './feed-watcher.ts'
import { listenForMoves } from './listen-for-moves.ts'
import { PendingCount } from './pending-count.ts'
import { revisionOf } from './revision.ts'
import { Sequencer } from './sequencer.ts'
import { positionIn, waitForChange } from './wait-for-change.ts'
import { wallClockReader } from './wall-clock-reader.ts'
import { windowClock } from './window.ts'

export interface ChangeFeedOptions {
  readonly clock?: () => Date
  /** The IANA zone in which the main database's times are meant. */
  readonly timeZone?: string
  /** Told of each failure of the background work, which goes on trying; to be logged. */
  readonly onFault?: (error: unknown) => void
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
  readonly #database: FeedDatabase
  readonly #pending: PendingCount
  readonly #watcher: FeedWatcher
  readonly #sequencer: Sequencer
  readonly #readWallClock: (text: string) => string | null
  #stopping = new AbortController()

  constructor(database: Database, collections: readonly CollectionConfiguration[], options: ChangeFeedOptions) {
    const { clock = () => new Date(), timeZone = DEFAULT_CLUB_TIME_ZONE, onFault = () => {} } = options
    this.collections = collections.map(({ name }) => name)
    this.#byName = new Map(collections.map((collection) => [collection.name, collection]))
    this.#database = new FeedDatabase(database, this.collections)
    this.#pending = new PendingCount((collection, seq) => this.#database.countAfter(collection, seq))
    this.#watcher = new FeedWatcher(this.#database, onFault)
    this.#sequencer = new Sequencer(database, collections, windowClock(clock, timeZone), {
      onSequenced: () => this.#watcher.lookNow(),
      onFault,
    })
    this.#readWallClock = wallClockReader(timeZone)
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
    const { epoch } = await this.#database.readSequence()
    const [docCount, n] = await Promise.all([this.#database.countLive(name), this.#database.newestSeq(name)])
    return { docCount, updateSeq: formatSeq({ n, epoch }) }
  }

  async changes(
    name: string,
    { since, limit, includeDocs }: { since: string | null; limit: number; includeDocs: boolean },
  ): Promise<ChangesAnswer> {
    const collection = this.#collection(name)
    const sequence = await this.#database.readSequence()
    const { epoch } = sequence
    const after = positionIn(sequence, since)
    if (after === null) return { kind: 'epoch_changed', epoch }

    const rows = await this.#database.readPage(collection, after, limit, includeDocs)
    // The epoch was renewed meanwhile: these rows are of a history in which `after` means nothing.
    if (rows.some((row) => row.epoch !== epoch)) return this.changes(name, { since, limit, includeDocs })
    const last = rows.at(-1)?.seq ?? after
    const pending = rows.length < limit ? 0 : await this.#pending.after(name, last, { sequence, from: after, rows: rows.length })
    const results = rows.map((row) => this.#change(collection, epoch, row, includeDocs))
    return { kind: 'page', page: { results, lastSeq: formatSeq({ n: last, epoch }), pending } }
  }

  async waitForChange(name: string, since: string | null, timeoutMs: number, signal: AbortSignal): Promise<boolean> {
    this.#collection(name)
    const request = { collection: name, since, timeoutMs, signal: AbortSignal.any([signal, this.#stopping.signal]) }
    return waitForChange(this.#watcher, this.#database, request)
  }

  onUpdate(listener: (update: { collection: string; seq: string }) => void): Promise<() => void> {
    return listenForMoves(this.#watcher, this.#database, (moved, { epoch, byCollection }) => {
      for (const collection of moved.filter((name) => this.hasCollection(name))) {
        listener({ collection, seq: formatSeq({ n: byCollection.get(collection)!, epoch }) })
      }
    })
  }

  async identity(): Promise<{ uuid: string; epoch: string }> {
    const { epoch } = await this.#database.readSequence()
    return { uuid: createHash('sha256').update(epoch).digest('hex').slice(0, 32), epoch }
  }

  #change(collection: CollectionConfiguration, epoch: string, feedRow: FeedRow, includeDocs: boolean): Change {
    const { docId, seq, generation, row, appliedTickets } = feedRow
    const rev = revisionOf({ epoch, collection: collection.name, docId, generation })
    const change = { seq: formatSeq({ n: seq, epoch }), id: docId, changes: [{ rev }] }
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
