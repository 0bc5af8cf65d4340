import type { DatabaseDialect } from '@barra/database'
import { sql, type RawBuilder } from 'kysely'

/**
 * Deletes exactly these rows of a table by its `id`. On MySQL `WHERE id IN (…)` may scan the table and wait on rows that other
 * transactions are inserting; joining from the ids touches nothing else.
 */
export function deleteByIds(dialect: DatabaseDialect, table: string, ids: readonly number[]): RawBuilder<unknown> {
  if (dialect === 'sqlite') return sql`DELETE FROM ${sql.table(table)} WHERE id IN (${sql.join(ids)})`
  const [first, ...rest] = ids.map((id) => sql`SELECT ${id}`)
  const keys = sql.join([sql`${first} AS id`, ...rest], sql` UNION ALL `)
  return sql`DELETE o FROM (${keys}) k STRAIGHT_JOIN ${sql.table(table)} o ON o.id = k.id`
}
