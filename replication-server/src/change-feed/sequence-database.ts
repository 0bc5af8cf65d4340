// The row that gives out seqs. Whoever holds its lock is alone in placing documents, so seqs become visible in their order.
import type { Database, DatabaseDialect } from '@barra/database'
import { sql, type Kysely } from 'kysely'
import type { ReplicationTables, SequenceTable } from '../dialect/replication-tables.ts'
import { rowLock } from '../dialect/row-lock.ts'
import { runTransaction, type ReplicationTransaction } from '../dialect/transaction.ts'

/** What the database says of its own history: the newest seq of all collections, in the present epoch. */
export interface SequenceState {
  readonly seq: number
  readonly epoch: string
}

/** Gives out seqs inside one transaction. */
export interface SeqGiver {
  next(): number
}

/** @throws Error when replication is not installed in this database. */
export async function readSequence(kysely: Kysely<ReplicationTables>): Promise<SequenceState> {
  return installed(
    await kysely.selectFrom('replication_sequence').select(['seq', 'epoch']).where('id', '=', 1).executeTakeFirst(),
  )
}

/**
 * Runs the work as the only sequencer. The lock comes before everything else the transaction reads: READ COMMITTED then shows
 * the work all that earlier sequencers did.
 */
export function inSequence<T>(
  database: Database,
  work: (transaction: ReplicationTransaction, seqs: SeqGiver) => Promise<T>,
): Promise<T> {
  return runTransaction(database, async (transaction) => {
    const { seq: before } = await lockSequence(transaction, database.dialect)
    let seq = before
    const result = await work(transaction, { next: () => ++seq })
    if (seq !== before) await transaction.updateTable('replication_sequence').set({ seq }).where('id', '=', 1).execute()
    return result
  })
}

/** The sequence as nobody else can change it before the transaction ends. */
export async function lockSequence(transaction: ReplicationTransaction, dialect: DatabaseDialect): Promise<SequenceState> {
  const { rows } = await sql<SequenceTable>`
    SELECT id, seq, epoch FROM replication_sequence WHERE id = 1 ${rowLock(dialect)}
  `.execute(transaction)
  return installed(rows[0])
}

/** @throws Error when the sequence has no row: replication is not installed in this database. */
export function installed<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('replication is not installed in this database')
  return row
}
