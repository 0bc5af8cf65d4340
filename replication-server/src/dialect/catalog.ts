// What replication has in the database already, from the catalogue of each dialect.
import type { Database } from '@barra/database'
import { sql } from 'kysely'

/** Every object of ours begins with it, and nothing else does. */
const OBJECT_PREFIX = 'replication_'

export interface InstalledTrigger {
  readonly name: string
  readonly table: string
}

export async function installedTriggers({ kysely, dialect }: Database): Promise<readonly InstalledTrigger[]> {
  const query =
    dialect === 'mysql'
      ? sql<InstalledTrigger>`SELECT TRIGGER_NAME AS ${sql.id('name')}, EVENT_OBJECT_TABLE AS ${sql.id('table')}
          FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()`
      : sql<InstalledTrigger>`SELECT name, tbl_name AS ${sql.id('table')} FROM sqlite_master WHERE type = 'trigger'`
  const { rows } = await query.execute(kysely)
  return rows.filter(({ name }) => name.startsWith(OBJECT_PREFIX))
}

/** Tables, and indexes where they are made apart from their table. */
export async function installedTables({ kysely, dialect }: Database): Promise<ReadonlySet<string>> {
  const query =
    dialect === 'mysql'
      ? sql<{ name: string }>`SELECT TABLE_NAME AS ${sql.id('name')} FROM information_schema.TABLES
          WHERE TABLE_SCHEMA = DATABASE()`
      : sql<{ name: string }>`SELECT name FROM sqlite_master WHERE type IN ('table', 'index')`
  const { rows } = await query.execute(kysely)
  return new Set(rows.map(({ name }) => name).filter((name) => name.startsWith(OBJECT_PREFIX)))
}
