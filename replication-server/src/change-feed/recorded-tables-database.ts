// What each collection's table looked like when somebody last installed, and so said that its documents are right.
import type { Kysely } from 'kysely'
import type { Database } from '@barra/database'
import { isDuplicateKey } from '../database-errors.ts'
import type { ReplicationTables } from '../dialect/replication-tables.ts'
import type { TableColumn } from '../dialect/table-columns.ts'

export interface RecordedTable {
  readonly table: string
  readonly columns: readonly TableColumn[]
}

/** Null when the collection was never installed. */
export async function readRecordedTable(kysely: Kysely<ReplicationTables>, collection: string): Promise<RecordedTable | null> {
  const row = await kysely
    .selectFrom('replication_collections')
    .select(['table_name', 'table_columns'])
    .where('collection', '=', collection)
    .executeTakeFirst()
  return row ? { table: row.table_name, columns: JSON.parse(row.table_columns) as TableColumn[] } : null
}

export async function recordTable({ kysely }: Database, collection: string, { table, columns }: RecordedTable): Promise<void> {
  const tables = kysely.withTables<ReplicationTables>()
  const row = { table_name: table, table_columns: JSON.stringify(columns) }
  try {
    await tables
      .insertInto('replication_collections')
      .values({ collection, ...row })
      .execute()
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    await tables.updateTable('replication_collections').set(row).where('collection', '=', collection).execute()
  }
}

export async function forgetOtherTables({ kysely }: Database, collections: readonly string[]): Promise<void> {
  await kysely
    .withTables<ReplicationTables>()
    .deleteFrom('replication_collections')
    .where('collection', 'not in', collections)
    .execute()
}
