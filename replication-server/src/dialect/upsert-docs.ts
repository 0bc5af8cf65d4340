import type { DatabaseDialect } from '@barra/database'
import { sql, type RawBuilder } from 'kysely'

export interface SequencedDocument {
  readonly docId: string
  readonly seq: number
  readonly isDeleted: boolean
}

/** Places documents at their new seq; a new one begins at generation 1, a known one gains exactly 1. */
export function upsertDocs(
  dialect: DatabaseDialect,
  collection: string,
  documents: readonly SequencedDocument[],
): RawBuilder<unknown> {
  const rows = documents.map(({ docId, seq, isDeleted }) => sql`(${collection}, ${docId}, ${seq}, 1, ${isDeleted ? 1 : 0})`)
  const insert = sql`INSERT INTO replication_docs (collection, doc_id, seq, generation, deleted) VALUES ${sql.join(rows)}`
  if (dialect === 'mysql') {
    return sql`${insert} ON DUPLICATE KEY UPDATE seq = VALUES(seq), generation = generation + 1, deleted = VALUES(deleted)`
  }
  return sql`${insert} ON CONFLICT (collection, doc_id)
    DO UPDATE SET seq = excluded.seq, generation = generation + 1, deleted = excluded.deleted`
}
