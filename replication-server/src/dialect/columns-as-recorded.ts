import type { DatabaseDialect } from '@barra/database'
import { sql, type RawBuilder } from 'kysely'
import type { TableColumn } from './table-columns.ts'

/**
 * Counts which of these columns the table has at this moment with just that type. In the statement, or the transaction, that
 * reads the table it tells how the table was while it was read: its definition cannot change before that one ends.
 */
export function countAsRecorded(dialect: DatabaseDialect, table: string, columns: readonly TableColumn[]): RawBuilder<number> {
  const [name, type, from] =
    dialect === 'mysql'
      ? [
          sql`COLUMN_NAME`,
          sql`COLUMN_TYPE`,
          sql`information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${table}`,
        ]
      : [sql`name`, sql`type`, sql`pragma_table_info(${table}) WHERE 1 = 1`]
  const isRecorded = columns.map(
    (column) => sql`(LOWER(${name}) = ${column.name.toLowerCase()} AND LOWER(${type}) = ${column.type})`,
  )
  return sql<number>`(SELECT COUNT(*) FROM ${from} AND (${sql.join(isRecorded, sql` OR `)}))`
}
