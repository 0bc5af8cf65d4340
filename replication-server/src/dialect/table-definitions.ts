import type { Database, DatabaseDialect } from '@barra/database'
import { sql, type RawBuilder } from 'kysely'
import type { ReplicationTables } from './replication-tables.ts'

/** Its statements do nothing where the table or index is there: another process may be installing too. */
export interface TableDefinition {
  readonly name: keyof ReplicationTables
  readonly statement: RawBuilder<unknown>
  /** By name, where the dialect makes them apart from the table. */
  readonly indexes?: Readonly<Record<string, RawBuilder<unknown>>>
  /** By name, the columns that tables of an earlier version do not have. */
  readonly addedColumns?: Readonly<Record<string, RawBuilder<unknown>>>
}

/** The tables of replication, in the order in which they are made; dropped in the reverse one. */
export function tableDefinitions(dialect: DatabaseDialect): readonly TableDefinition[] {
  return dialect === 'mysql' ? mysqlTables : sqliteTables
}

/** The names of the columns that its statement gives the table. */
export function definedColumns({ kysely }: Database, { statement }: TableDefinition): readonly string[] {
  const { sql: text } = statement.compile(kysely)
  const definitions = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')')).split(/,(?![^()]*\))/)
  return definitions.flatMap((definition) => /^\s*(?!PRIMARY\b|UNIQUE\b|KEY\b)(\w+) /.exec(definition)?.[1] ?? [])
}

const END = sql.raw('ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin')

const mysqlTables: readonly TableDefinition[] = [
  {
    name: 'replication_sequence',
    statement: sql`CREATE TABLE IF NOT EXISTS replication_sequence (
        id INT NOT NULL PRIMARY KEY,
        seq BIGINT NOT NULL,
        epoch VARCHAR(32) NOT NULL
      ) ${END}`,
  },
  {
    name: 'replication_docs',
    statement: sql`CREATE TABLE IF NOT EXISTS replication_docs (
        collection VARCHAR(64) NOT NULL,
        doc_id VARCHAR(64) NOT NULL,
        seq BIGINT NOT NULL,
        generation BIGINT NOT NULL,
        deleted TINYINT NOT NULL,
        row_hash CHAR(64) NULL,
        changed_at BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (collection, doc_id),
        UNIQUE KEY replication_docs_feed (collection, seq),
        KEY replication_docs_live (collection, deleted)
      ) ${END}`,
    addedColumns: {
      row_hash: sql`ALTER TABLE replication_docs ADD COLUMN row_hash CHAR(64) NULL`,
      changed_at: sql`ALTER TABLE replication_docs ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0`,
    },
  },
  {
    name: 'replication_purges',
    statement: sql`CREATE TABLE IF NOT EXISTS replication_purges (
        collection VARCHAR(64) NOT NULL PRIMARY KEY,
        purges INT NOT NULL,
        purged_seq BIGINT NOT NULL,
        first_generation BIGINT NOT NULL
      ) ${END}`,
  },
  {
    name: 'replication_collections',
    statement: sql`CREATE TABLE IF NOT EXISTS replication_collections (
        collection VARCHAR(64) NOT NULL PRIMARY KEY,
        table_name VARCHAR(64) NOT NULL,
        table_columns LONGTEXT NOT NULL
      ) ${END}`,
  },
  {
    name: 'replication_outbox',
    statement: sql`CREATE TABLE IF NOT EXISTS replication_outbox (
        id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
        collection VARCHAR(64) NOT NULL,
        doc_id VARCHAR(64) NOT NULL
      ) ${END}`,
  },
  {
    name: 'replication_tickets',
    statement: sql`CREATE TABLE IF NOT EXISTS replication_tickets (
        ticket_id CHAR(36) NOT NULL PRIMARY KEY,
        content_hash CHAR(64) NOT NULL,
        pushed_rev VARCHAR(100) NULL,
        id_visit BIGINT NOT NULL,
        id_ticket BIGINT NULL,
        terminal VARCHAR(100) NOT NULL,
        stored_at BIGINT NOT NULL,
        KEY replication_tickets_visit (id_visit)
      ) ${END}`,
    addedColumns: { pushed_rev: sql`ALTER TABLE replication_tickets ADD COLUMN pushed_rev VARCHAR(100) NULL` },
  },
  {
    name: 'replication_terminals',
    statement: sql`CREATE TABLE IF NOT EXISTS replication_terminals (
        name VARCHAR(100) NOT NULL PRIMARY KEY,
        token_hash CHAR(64) NOT NULL,
        scopes VARCHAR(50) NOT NULL,
        created_at BIGINT NOT NULL,
        revoked_at BIGINT NULL,
        pairing_hash CHAR(64) NULL,
        pairing_expires_at BIGINT NULL,
        UNIQUE KEY replication_terminals_token (token_hash)
      ) ${END}`,
    addedColumns: {
      pairing_hash: sql`ALTER TABLE replication_terminals ADD COLUMN pairing_hash CHAR(64) NULL`,
      pairing_expires_at: sql`ALTER TABLE replication_terminals ADD COLUMN pairing_expires_at BIGINT NULL`,
    },
  },
  {
    name: 'replication_local_docs',
    statement: sql`CREATE TABLE IF NOT EXISTS replication_local_docs (
        terminal VARCHAR(100) NOT NULL,
        db VARCHAR(64) NOT NULL,
        doc_id VARCHAR(200) NOT NULL,
        version BIGINT NOT NULL,
        body MEDIUMTEXT NOT NULL,
        written_at BIGINT NOT NULL,
        PRIMARY KEY (terminal, db, doc_id),
        KEY replication_local_docs_age (written_at)
      ) ${END}`,
  },
]

const sqliteTables: readonly TableDefinition[] = [
  {
    name: 'replication_sequence',
    statement: sql`CREATE TABLE IF NOT EXISTS replication_sequence (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, epoch TEXT NOT NULL)`,
  },
  {
    name: 'replication_docs',
    statement: sql`CREATE TABLE IF NOT EXISTS replication_docs (
        collection TEXT NOT NULL,
        doc_id TEXT NOT NULL,
        seq INTEGER NOT NULL,
        generation INTEGER NOT NULL,
        deleted INTEGER NOT NULL,
        row_hash TEXT NULL,
        changed_at INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (collection, doc_id)
      ) WITHOUT ROWID`,
    addedColumns: {
      row_hash: sql`ALTER TABLE replication_docs ADD COLUMN row_hash TEXT NULL`,
      changed_at: sql`ALTER TABLE replication_docs ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0`,
    },
    indexes: {
      replication_docs_feed: sql`CREATE UNIQUE INDEX IF NOT EXISTS replication_docs_feed ON replication_docs (collection, seq)`,
      replication_docs_live: sql`CREATE INDEX IF NOT EXISTS replication_docs_live ON replication_docs (collection, deleted)`,
    },
  },
  {
    name: 'replication_purges',
    statement: sql`CREATE TABLE IF NOT EXISTS replication_purges (
        collection TEXT NOT NULL PRIMARY KEY,
        purges INTEGER NOT NULL,
        purged_seq INTEGER NOT NULL,
        first_generation INTEGER NOT NULL
      ) WITHOUT ROWID`,
  },
  {
    name: 'replication_collections',
    statement: sql`CREATE TABLE IF NOT EXISTS replication_collections (
        collection TEXT NOT NULL PRIMARY KEY,
        table_name TEXT NOT NULL,
        table_columns TEXT NOT NULL
      ) WITHOUT ROWID`,
  },
  {
    name: 'replication_outbox',
    // AUTOINCREMENT: an id used again after a delete could be taken for the change that had it before.
    statement: sql`CREATE TABLE IF NOT EXISTS replication_outbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        collection TEXT NOT NULL,
        doc_id TEXT NOT NULL
      )`,
  },
  {
    name: 'replication_tickets',
    statement: sql`CREATE TABLE IF NOT EXISTS replication_tickets (
        ticket_id TEXT NOT NULL PRIMARY KEY,
        content_hash TEXT NOT NULL,
        pushed_rev TEXT NULL,
        id_visit INTEGER NOT NULL,
        id_ticket INTEGER NULL,
        terminal TEXT NOT NULL,
        stored_at INTEGER NOT NULL
      )`,
    addedColumns: { pushed_rev: sql`ALTER TABLE replication_tickets ADD COLUMN pushed_rev TEXT NULL` },
    indexes: {
      replication_tickets_visit: sql`CREATE INDEX IF NOT EXISTS replication_tickets_visit ON replication_tickets (id_visit)`,
    },
  },
  {
    name: 'replication_terminals',
    statement: sql`CREATE TABLE IF NOT EXISTS replication_terminals (
        name TEXT NOT NULL PRIMARY KEY,
        token_hash TEXT NOT NULL UNIQUE,
        scopes TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        revoked_at INTEGER NULL,
        pairing_hash TEXT NULL,
        pairing_expires_at INTEGER NULL
      )`,
    addedColumns: {
      pairing_hash: sql`ALTER TABLE replication_terminals ADD COLUMN pairing_hash TEXT NULL`,
      pairing_expires_at: sql`ALTER TABLE replication_terminals ADD COLUMN pairing_expires_at INTEGER NULL`,
    },
  },
  {
    name: 'replication_local_docs',
    statement: sql`CREATE TABLE IF NOT EXISTS replication_local_docs (
        terminal TEXT NOT NULL,
        db TEXT NOT NULL,
        doc_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        body TEXT NOT NULL,
        written_at INTEGER NOT NULL,
        PRIMARY KEY (terminal, db, doc_id)
      )`,
    indexes: {
      replication_local_docs_age: sql`CREATE INDEX IF NOT EXISTS replication_local_docs_age ON replication_local_docs (written_at)`,
    },
  },
]
