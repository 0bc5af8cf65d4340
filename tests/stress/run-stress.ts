// The oracle stress: writers, endpoint processes and readers as real processes beside one database, some of them killed, until
// so many row changes are committed; then every reader must hold exactly what the tables hold.
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase, type Database } from '@barra/database'
import { createMainTables } from '@barra/main-api'
import { openReplicationEndpoint } from '@barra/replication-server'
import { sql } from 'kysely'
import { STEADY_PARTNERS } from './club-tables.ts'
import { contradictions, differencesFrom } from './differences.ts'
import { servingUrlOf } from '../mariadb/serving-account.ts'
import { EndpointFleet } from './endpoint-fleet.ts'
import { replicationLockWaits } from './lock-waits.ts'
import { readTruth } from './oracle.ts'
import { Random, seedOf } from './random.ts'
import { ReaderFleet } from './reader-fleet.ts'
import { feedFaults } from './sequenced-docs.ts'
import { startWriters } from './writer-fleet.ts'

export interface StressOptions {
  /** An empty database. */
  readonly databaseUrl: string
  readonly seed: number
  /** Row changes to commit. */
  readonly changes: number
  readonly writerProcesses: number
  readonly writersPerProcess: number
  readonly endpoints: number
  readonly readers: number
  /** Keys of each table that the writers share: the fewer, the more they meet. */
  readonly keys: number
  /** An endpoint, a reader or a writer is killed and replaced as often. */
  readonly killEveryMs: number
  onProgress?(line: string): void
}

export interface StressSummary {
  readonly changes: number
  readonly transactions: number
  readonly rolledBack: number
  /** Writers' transactions that the database gave up for another writer's. */
  readonly deadlocks: number
  readonly lockTimeouts: number
  readonly seconds: number
  /** From the last commit to the outbox's last row. */
  readonly drainSeconds: number
  readonly seqs: number
  readonly documents: number
  readonly readers: number
  readonly rowsRead: number
  readonly pages: number
  readonly hops: number
  readonly unanswered: number
  readonly killed: { readonly endpoints: number; readonly readers: number; readonly writers: number }
  /** Whatever is not as promised; a run without them has found nothing. */
  readonly violations: readonly string[]
}

const TOKEN = 'the-token-of-every-reader'
const PROGRESS_EVERY_MS = 5_000
const DRAIN_LIMIT_MS = 120_000

export async function runStress(options: StressOptions): Promise<StressSummary> {
  const { databaseUrl, seed, onProgress = () => {} } = options
  const random = new Random(seedOf(seed, 'killer'))
  const violations: string[] = []
  const database = openDatabase(databaseUrl)
  await prepare(database)
  const endpoints = new EndpointFleet(await servingUrlOf(databaseUrl))
  const readers = new ReaderFleet(seed, TOKEN, (text) => violations.push(text))
  let stopWriters = async () => {}
  const killed = { endpoints: 0, readers: 0, writers: 0 }
  try {
    await endpoints.start(options.endpoints)
    for (let i = 0; i < options.readers; i++) readers.add(endpoints.urls)

    const startedAt = Date.now()
    const writers = startWriters(options)
    stopWriters = writers.stop
    const isWritten = writers.done.then(() => true)
    let [killAt, tellAt] = [startedAt + options.killEveryMs, startedAt + PROGRESS_EVERY_MS]
    while (!(await Promise.race([isWritten, readers.failed, sleep(50).then(() => false)]))) {
      violations.push(...(await replicationLockWaits(database)))
      if (Date.now() >= killAt) {
        killAt = Date.now() + options.killEveryMs
        await killSomething()
      }
      if (Date.now() >= tellAt) {
        tellAt = Date.now() + PROGRESS_EVERY_MS
        const { changes } = writers.tally()
        const rate = Math.round((changes / (Date.now() - startedAt)) * 1000)
        onProgress(`${changes} changes (${rate}/s), ${readers.tally().rows} rows read, ${violations.length} violations`)
      }
    }
    const writtenAt = Date.now()
    await drained(database)
    const drainedAt = Date.now()

    // One that begins now shows what the feed tells from its beginning.
    readers.add(endpoints.urls)
    const copies = await readers.finish()
    const truth = await readTruth(database)
    copies.forEach((copy, i) => violations.push(...differencesFrom(truth, copy).map((text) => `reader ${i}: ${text}`)))
    violations.push(...contradictions(copies), ...(await feedFaults(database, truth)), ...endpoints.faults())
    return {
      ...writers.tally(),
      ...readers.tally(),
      rowsRead: readers.tally().rows,
      seconds: (writtenAt - startedAt) / 1000,
      drainSeconds: (drainedAt - writtenAt) / 1000,
      seqs: await newestSeq(database),
      documents: [...truth.values()].reduce((sum, rows) => sum + rows.size, 0),
      readers: copies.length,
      killed,
      violations,
    }

    async function killSomething(): Promise<void> {
      const victim = random.pick(['endpoints', 'endpoints', 'readers', 'writers'] as const)
      if (victim === 'endpoints') {
        await endpoints.killAndReplace(random)
        readers.tellUrls(endpoints.urls)
      } else if (victim === 'readers') await readers.killAndReplace(random, endpoints.urls)
      else await writers.killAndReplace(random)
      killed[victim]++
    }
  } finally {
    await Promise.all([stopWriters(), endpoints.stop(), readers.stop()])
    await database.close()
  }
}

async function prepare(database: Database): Promise<void> {
  await createMainTables(database)
  const partners = Array.from({ length: STEADY_PARTNERS }, (_, i) => sql`(${i + 1}, ${`steady ${i + 1}`})`)
  await sql`INSERT INTO Partners (id_partner, alias) VALUES ${sql.join(partners)}`.execute(database.kysely)
  const endpoint = openReplicationEndpoint({ database })
  await endpoint.install()
  await endpoint.terminals.add({ name: 'Reader', scopes: ['pull'], token: TOKEN })
}

async function drained(database: Database): Promise<void> {
  const giveUpAt = Date.now() + DRAIN_LIMIT_MS
  for (;;) {
    const { rows } = await sql`SELECT id FROM replication_outbox LIMIT 1`.execute(database.kysely)
    if (rows.length === 0) return
    if (Date.now() > giveUpAt) throw new Error('the outbox still holds rows')
    await sleep(10)
  }
}

async function newestSeq(database: Database): Promise<number> {
  const { rows } = await sql<{ seq: number }>`SELECT seq FROM replication_sequence WHERE id = 1`.execute(database.kysely)
  return Number(rows[0]!.seq)
}
