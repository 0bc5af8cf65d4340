import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@barra/database'
import { sql, type Kysely, type Transaction } from 'kysely'
import { isLostRace } from './database-faults.ts'
import type { ReplicationTables } from './replication-tables.ts'

export type ReplicationTransaction = Transaction<ReplicationTables>

const LOCK_WAIT_LIMIT_S = 5
const MAX_ATTEMPTS = 10
const RETRY_DELAY_MS = 20

/**
 * Runs the work in a READ COMMITTED transaction (BEGIN IMMEDIATE on SQLite), repeating it as a whole when it lost against
 * another one: a deadlock leaves nothing of a transaction, savepoints included. The work must not keep state between attempts.
 */
export async function runTransaction<T>(
  database: Database,
  work: (transaction: ReplicationTransaction) => Promise<T>,
): Promise<T> {
  const kysely = database.kysely.withTables<ReplicationTables>()
  for (let attempt = 1; ; attempt++) {
    try {
      return database.dialect === 'mysql' ? await runOnMysql(kysely, work) : await kysely.transaction().execute(work)
    } catch (error) {
      if (!isLostRace(error) || attempt === MAX_ATTEMPTS) throw error
      await sleep(RETRY_DELAY_MS * attempt * (0.5 + Math.random()))
    }
  }
}

/** Like `runTransaction`, and takes everything back at the end: the result is all that is left of it. */
export async function tryInTransaction<T>(
  database: Database,
  work: (transaction: ReplicationTransaction) => Promise<T>,
): Promise<T> {
  try {
    return await runTransaction(database, async (transaction) => {
      throw new TakenBack(await work(transaction))
    })
  } catch (error) {
    if (error instanceof TakenBack) return error.result as T
    throw error
  }
}

/** Ends a transaction that was only a trial: kysely rolls back what throws. */
class TakenBack extends Error {
  readonly result: unknown

  constructor(result: unknown) {
    super('taken back')
    this.result = result
  }
}

/** With a short limit for row locks: MySQL's 50 s would hold up everybody behind a stuck transaction. */
function runOnMysql<T>(kysely: Kysely<ReplicationTables>, work: (transaction: ReplicationTransaction) => Promise<T>): Promise<T> {
  return kysely.connection().execute(async (connection) => {
    await sql`SET SESSION innodb_lock_wait_timeout = ${sql.lit(LOCK_WAIT_LIMIT_S)}`.execute(connection)
    try {
      return await connection.transaction().setIsolationLevel('read committed').execute(work)
    } finally {
      await sql`SET SESSION innodb_lock_wait_timeout = DEFAULT`.execute(connection).catch(() => {})
    }
  })
}
