// The tables Barra adds to the main database, as kysely sees them. Nothing else of ours lives there.
import type { Generated } from 'kysely'

/** Changes noted by the triggers, each in its writer's own transaction, until the sequencer takes them. */
type OutboxTable = {
  id: Generated<number>
  collection: string
  doc_id: string
}

/** One row (id 1): the last seq given, and the word of this history of the database. */
export type SequenceTable = {
  id: number
  seq: number
  epoch: string
}

/** What the feed no longer remembers of a collection; a row since its first purge. */
type PurgesTable = {
  collection: string
  /** How often tombstones were purged. */
  purges: number
  /** The newest seq that a purged tombstone had. */
  purged_seq: number
  /** Where the generations of a new document begin: above those of each purged tombstone. */
  first_generation: number
}

/** What the feed has told about each document: its place, its generation, and whether it was last told as gone. */
type DocsTable = {
  collection: string
  doc_id: string
  seq: number
  generation: number
  /** 0 or 1. */
  deleted: number
  /** Of the body as it was when it took its place (`documentHash`); null of a tombstone, and of what an earlier version placed. */
  row_hash: string | null
  /** When it took its place, in epoch milliseconds. */
  changed_at: number
}

/** What the table of each collection looked like when replication was last installed. */
type CollectionsTable = {
  collection: string
  table_name: string
  /** JSON: an array of `{name, type}`. */
  table_columns: string
}

/** Receipts of pushed tickets, each committed together with the ticket's rows. */
type TicketReceiptsTable = {
  ticket_id: string
  content_hash: string
  /** The revision with which a CouchDB-style client pushed it; null when it came without, or before there was this column. */
  pushed_rev: string | null
  id_visit: number
  id_ticket: number | null
  terminal: string
  /** Epoch milliseconds. */
  stored_at: number
}

type TerminalsTable = {
  name: string
  /** SHA-256 in hex. */
  token_hash: string
  scopes: string
  /** Epoch milliseconds. */
  created_at: number
  revoked_at: number | null
  /** Of the code with which a terminal may take a token of its own, until it expires (epoch milliseconds); null once it was used. */
  pairing_hash: Generated<string | null>
  pairing_expires_at: Generated<number | null>
}

/** What CouchDB-style clients keep here for themselves: how far each of their replications has come. */
type LocalDocsTable = {
  terminal: string
  db: string
  /** Without `_local/`. */
  doc_id: string
  /** Of its revision "0-<version>". */
  version: number
  /** JSON without `_id` and `_rev`. */
  body: string
  /** Epoch milliseconds. */
  written_at: number
}

/** Use with `database.kysely.withTables<ReplicationTables>()`. */
export type ReplicationTables = {
  replication_outbox: OutboxTable
  replication_sequence: SequenceTable
  replication_docs: DocsTable
  replication_purges: PurgesTable
  replication_collections: CollectionsTable
  replication_tickets: TicketReceiptsTable
  replication_terminals: TerminalsTable
  replication_local_docs: LocalDocsTable
}
