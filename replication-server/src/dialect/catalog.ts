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

/** A trigger of ours with all that the catalogue says of it. */
export interface ReadTrigger extends InstalledTrigger {
  /** 'AFTER INSERT'; empty on SQLite, whose `body` is the whole statement. */
  readonly event: string
  /** Null where MariaDB shows the account only that the trigger is there, as it does the definer's name. */
  readonly body: string | null
  /** `user@host`; empty on SQLite. */
  readonly definer: string | null
}

/** Those that the account may see: on MySQL, of tables on which it may create triggers. */
export async function readTriggers({ kysely, dialect }: Database): Promise<readonly ReadTrigger[]> {
  const query =
    dialect === 'mysql'
      ? sql<ReadTrigger>`SELECT TRIGGER_NAME AS ${sql.id('name')}, EVENT_OBJECT_TABLE AS ${sql.id('table')},
          CONCAT(ACTION_TIMING, ' ', EVENT_MANIPULATION) AS ${sql.id('event')}, ACTION_STATEMENT AS ${sql.id('body')},
          DEFINER AS ${sql.id('definer')} FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()`
      : sql<ReadTrigger>`SELECT name, tbl_name AS ${sql.id('table')}, '' AS ${sql.id('event')}, sql AS ${sql.id('body')},
          '' AS ${sql.id('definer')} FROM sqlite_master WHERE type = 'trigger'`
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
