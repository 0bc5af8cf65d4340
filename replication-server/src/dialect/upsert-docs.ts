import type { DatabaseDialect } from '@barra/database'
import { sql, type RawBuilder } from 'kysely'

export interface SequencedDocument {
  readonly docId: string
  readonly seq: number
  /** Of its body; null when it is a tombstone. */
  readonly hash: string | null
}

/** Places documents at their new seq; a new one begins at the first generation, a known one gains exactly 1. */
export function upsertDocs(
  dialect: DatabaseDialect,
  collection: string,
  documents: readonly SequencedDocument[],
  { firstGeneration, now }: { firstGeneration: number; now: number },
): RawBuilder<unknown> {
  const rows = documents.map(
    ({ docId, seq, hash }) =>
      sql`(${collection}, ${docId}, ${seq}, ${firstGeneration}, ${hash === null ? 1 : 0}, ${hash}, ${now})`,
  )
  const insert = sql`INSERT INTO replication_docs (collection, doc_id, seq, generation, deleted, row_hash, changed_at)
    VALUES ${sql.join(rows)}`
  const replaced = ['seq', 'deleted', 'row_hash', 'changed_at'].map((column) =>
    dialect === 'mysql' ? `${column} = VALUES(${column})` : `${column} = excluded.${column}`,
  )
  const onConflict = dialect === 'mysql' ? 'ON DUPLICATE KEY UPDATE' : 'ON CONFLICT (collection, doc_id) DO UPDATE SET'
  return sql`${insert} ${sql.raw(onConflict)} generation = generation + 1, ${sql.raw(replaced.join(', '))}`
}
