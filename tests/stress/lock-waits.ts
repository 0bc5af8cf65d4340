import type { Database } from '@barra/database'
import { sql } from 'kysely'

interface LockWait {
  readonly table: string
  readonly mode: string
}

/**
 * Who waits right now for a lock on a table of ours. Sequencers take turns at the sequence, which no writer touches; on any other
 * table a wait may be the club's own. MariaDB only: elsewhere nothing is seen.
 */
export async function replicationLockWaits({ kysely, dialect }: Database): Promise<readonly string[]> {
  if (dialect !== 'mysql') return []
  const { rows } = await sql<LockWait>`
    SELECT l.lock_table AS ${sql.id('table')}, l.lock_mode AS mode
    FROM information_schema.INNODB_LOCK_WAITS w JOIN information_schema.INNODB_LOCKS l ON l.lock_id = w.requested_lock_id
    WHERE l.lock_table LIKE '%replication\_%' AND l.lock_table NOT LIKE '%replication\_sequence%'
  `.execute(kysely)
  return rows.map(({ table, mode }) => `somebody waits for a lock (${mode}) on ${table.split('.').at(-1)}`)
}
