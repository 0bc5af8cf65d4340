import type { DatabaseDialect } from '@barra/database'
import { sql, type RawBuilder } from 'kysely'

/** Ends a SELECT whose rows must not change until the transaction ends; SQLite's writers are alone anyway. */
export function rowLock(dialect: DatabaseDialect): RawBuilder<unknown> {
  return sql.raw(dialect === 'mysql' ? 'FOR UPDATE' : '')
}
