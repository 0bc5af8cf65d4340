import type { DatabaseDialect } from '@barra/database'
import { sql, type RawBuilder } from 'kysely'

/** A doc_id as the integer it was in its table, so that joins find the row by its primary key. */
export function documentKey(dialect: DatabaseDialect, docId: RawBuilder<unknown>): RawBuilder<number> {
  return dialect === 'mysql' ? sql<number>`CAST(${docId} AS SIGNED)` : sql<number>`CAST(${docId} AS INTEGER)`
}
