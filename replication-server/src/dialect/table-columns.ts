import type { DatabaseDialect } from '@barra/database'
import { sql, type Kysely } from 'kysely'

export interface TableColumn {
  readonly name: string
  /** As the database prints it, in lower case: 'decimal(10,2)'. */
  readonly type: string
}

/** The columns of a table in their order; none when the table is not there, or may not be seen. */
export async function tableColumns<Tables>(
  { kysely, dialect }: { readonly kysely: Kysely<Tables>; readonly dialect: DatabaseDialect },
  table: string,
): Promise<readonly TableColumn[]> {
  const query =
    dialect === 'mysql'
      ? sql<TableColumn>`SELECT COLUMN_NAME AS ${sql.id('name')}, LOWER(COLUMN_TYPE) AS ${sql.id('type')}
          FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${table} ORDER BY ORDINAL_POSITION`
      : sql<TableColumn>`SELECT name, LOWER(type) AS ${sql.id('type')} FROM pragma_table_info(${table}) ORDER BY cid`
  const { rows } = await query.execute(kysely)
  return rows
}
