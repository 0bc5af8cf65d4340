// A MariaDB that keeps what it was told like a club's: every commit reaches the disk. And an empty club on it.
import { openDatabase, type Database } from '@barra/database'
import { createMainTables, type MainTables } from '@barra/main-api'
import { openReplicationEndpoint } from '@barra/replication-server'
import type { Kysely } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ReplicationTables } from '../replication-server/src/dialect/replication-tables.ts'
import { startThrowAwayMariadb, type ThrowAwayMariadb } from '../tests/mariadb/throw-away-mariadb.ts'

export const TOKEN = 'the-token-of-the-benchmark'

const DURABLE = ['--innodb-flush-log-at-trx-commit=1', '--sync-binlog=1', '--innodb-buffer-pool-size=512M']

export interface BenchClub {
  readonly url: string
  readonly database: Database
  readonly kysely: Kysely<MainTables & ReplicationTables>
  /** Another pool on the same database, as another process has it. */
  openAgain(): Database
}

/** Runs the benchmark with a server of its own and ends both, whatever happens. */
export async function withDurableMariadb(benchmark: (mariadb: ThrowAwayMariadb) => Promise<void>): Promise<void> {
  const mariadb = await startThrowAwayMariadb({ serverArguments: DURABLE })
  try {
    await benchmark(mariadb)
  } finally {
    await mariadb.stop()
  }
  // Whatever a benchmark left open must not keep the run waiting.
  process.exit()
}

export async function aBenchClub(
  server: Pick<ThrowAwayMariadb, 'createDatabase'>,
  { isReplicated = true } = {},
): Promise<BenchClub> {
  const url = await server.createDatabase()
  const database = openDatabase(url)
  await createMainTables(database)
  if (isReplicated) {
    const endpoint = openReplicationEndpoint({ database })
    await endpoint.install()
    await endpoint.terminals.add({ name: 'Bench', token: TOKEN })
  }
  return {
    url,
    database,
    kysely: database.kysely.withTables<MainTables & ReplicationTables>(),
    openAgain: () => openDatabase(url),
  }
}

const ROWS_AT_ONCE = 1_000

/** @param count a multiple of 1,000 */
export async function insertPartners({ kysely }: BenchClub, count: number): Promise<void> {
  for (let from = 0; from < count; from += ROWS_AT_ONCE) {
    const partners = Array.from({ length: ROWS_AT_ONCE }, (_, i) => ({
      alias: `apodo ${from + i}`,
      partner_name: `Nombre Apellido ${from + i}`,
      partner_dni: String(20_000_000 + from + i),
      affiliate_name: `Acompañante ${from + i}`,
    }))
    await kysely.insertInto('Partners').values(partners).execute()
  }
}

/** Resolves when a sequencer has taken all that is committed. */
export async function outboxDrained({ kysely }: BenchClub): Promise<void> {
  while ((await kysely.selectFrom('replication_outbox').select('id').limit(1).execute()).length > 0) await sleep(20)
}
