// A document as the feed last told of it (`d`) beside its row as it is now (`t`): what every statement that reads documents selects.
import type { DatabaseDialect } from '@barra/database'
import { sql, type RawBuilder } from 'kysely'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import { parseJsonArray } from '../dialect/json-array.ts'
import { documentColumns } from './document-columns-database.ts'
import type { Row } from './document.ts'
import type { CheckedRow } from './schema-guard-database.ts'

export interface ToldRow {
  readonly docId: string
  readonly generation: number
  /** Null when the document is a tombstone, or its row vanished without the sequencer having seen it yet. */
  readonly row: Row | null
  readonly appliedTickets: readonly string[]
}

// Fields of documents never begin with '_', so these names cannot meet a column's.
export interface SelectedRow extends Record<string, unknown>, CheckedRow {
  _doc_id: string
  _generation: number
  _key: number | null
  _applied_tickets?: unknown
}

/** @param withBodies false leaves the columns out of `row`, which then only tells that the row is there */
export function toldColumns(
  dialect: DatabaseDialect,
  collection: CollectionConfiguration,
  asRecorded: RawBuilder<number>,
  withBodies: boolean,
): readonly RawBuilder<unknown>[] {
  return [
    sql`d.doc_id AS _doc_id, d.generation AS _generation, t.${sql.id(collection.key)} AS _key`,
    sql`${asRecorded} AS _as_recorded`,
    ...(withBodies ? documentColumns(dialect, collection) : []),
  ]
}

export function toToldRow(row: SelectedRow): ToldRow {
  return {
    docId: row._doc_id,
    generation: row._generation,
    row: row._key === null ? null : row,
    appliedTickets: parseJsonArray(row._applied_tickets),
  }
}
