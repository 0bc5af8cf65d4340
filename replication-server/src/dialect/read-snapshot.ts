import type { Database } from '@barra/database'
import type { ReplicationTables } from './replication-tables.ts'
import type { ReplicationTransaction } from './transaction.ts'

/** Runs reads that all see the same moment of the database. On MySQL they lock nothing; SQLite's writers wait for their end. */
export function readSnapshot<T>(
  { kysely, dialect }: Database,
  work: (transaction: ReplicationTransaction) => Promise<T>,
): Promise<T> {
  const transaction = kysely.withTables<ReplicationTables>().transaction()
  if (dialect === 'sqlite') return transaction.execute(work)
  return transaction.setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
}
