// A club's database with replication installed, and what a test does to it: write like the main system, read like a terminal.
import { createMainTables, type MainTables } from '@barra/main-api'
import type { Database } from '@barra/database'
import type { Change, ReplicatedDocument } from '@barra/replication-protocol'
import type { Kysely } from 'kysely'
import { onTestFinished } from 'vitest'
import { eventually } from '../eventually.ts'
import { openChangeFeed, type RunningChangeFeed } from '../../replication-server/src/change-feed/open-change-feed.ts'
import type { CollectionConfiguration } from '../../replication-server/src/configuration/collections.ts'
import { defaultCollections } from '../../replication-server/src/configuration/default-collections.ts'
import type { ReplicationTables } from '../../replication-server/src/dialect/replication-tables.ts'
import { installReplication } from '../../replication-server/src/install/install-replication.ts'
import type { FreshDatabase, OpenFresh } from '../each-database.ts'

export type Tables = MainTables & ReplicationTables

/** 22:00 in Buenos Aires: visits from 2026-11-21 on are inside the window. */
export const TONIGHT = new Date('2026-11-24T22:00:00-03:00')

export interface Club extends FreshDatabase {
  readonly kysely: Kysely<Tables>
  /** What the feeds of this club take for now. */
  readonly clock: { now: Date }
  /** What its feeds reported. */
  readonly faults: readonly unknown[]
  /** A feed with its own connection of the serving account, as another process beside the same database; without a sequencer. Stopped by itself. */
  openFeed(collections?: readonly CollectionConfiguration[]): RunningChangeFeed
  /** The same with a running sequencer. */
  startFeed(collections?: readonly CollectionConfiguration[]): RunningChangeFeed
}

/** The club's tables, empty, without replication. */
export async function aBareClub(openFresh: OpenFresh): Promise<Club> {
  const fresh = await openFresh()
  await createMainTables(fresh.database)
  const clock = { now: TONIGHT }
  const faults: unknown[] = []
  const onFault = (fault: unknown) => void faults.push(fault)
  const openFeed: Club['openFeed'] = (collections = defaultCollections) => {
    const feed = openChangeFeed(fresh.openServing(), collections, { clock: () => clock.now, onFault })
    onTestFinished(() => feed.stop())
    return feed
  }
  const startFeed: Club['startFeed'] = (collections) => {
    const feed = openFeed(collections)
    feed.start()
    return feed
  }
  return { ...fresh, kysely: tablesOf(fresh.database), clock, faults, openFeed, startFeed }
}

export async function aClub(openFresh: OpenFresh): Promise<Club> {
  const club = await aBareClub(openFresh)
  await installReplication(club.database, defaultCollections, { clock: () => club.clock.now })
  await club.grantServing()
  return club
}

export function tablesOf(database: Database): Kysely<Tables> {
  return database.kysely.withTables<Tables>()
}

/** Resolves when the sequencers have taken all that is committed. */
export async function outboxDrained({ kysely }: Pick<Club, 'kysely'>): Promise<void> {
  await eventually(async () => {
    const rows = await kysely.selectFrom('replication_outbox').select('id').limit(1).execute()
    if (rows.length > 0) throw new Error('the outbox still holds notes')
  })
}

/** One page after a seq, with documents. */
export async function page(feed: RunningChangeFeed, collection: string, since: string | null = null, limit = 1000) {
  const answer = await feed.changes(collection, { since, limit, includeDocs: true })
  if (answer.kind !== 'page') throw new Error('the epoch changed')
  return answer.page
}

/** All changes after a seq. */
export async function pull(feed: RunningChangeFeed, collection: string, since: string | null = null): Promise<readonly Change[]> {
  return (await page(feed, collection, since, 100_000)).results
}

/** The feed's present word on one document, which must have one. */
export async function changeOf(feed: RunningChangeFeed, collection: string, id: number): Promise<Change> {
  const change = (await pull(feed, collection)).find((candidate) => candidate.id === String(id))
  if (!change) throw new Error(`${collection}/${id} is not in the feed`)
  return change
}

export function documentsById(changes: readonly Change[]): ReadonlyMap<string, ReplicatedDocument> {
  return new Map(changes.map((change) => [change.id, change.doc!]))
}

export function revOf(change: Change): string {
  return change.changes[0]!.rev
}
