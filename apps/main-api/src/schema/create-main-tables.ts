import type { Database, DatabaseDialect } from '@barra/database'
import { sql, type CreateTableBuilder, type Kysely } from 'kysely'
import { mainTableNames, tableDefinitions, type ForeignKey } from './table-definitions.ts'
import type { MainTables } from './main-tables.ts'

/** Creates whichever of the club's tables are missing, empty, with the constraints of the live schema. */
export async function createMainTables({ kysely, dialect }: Database): Promise<void> {
  for (const name of mainTableNames) await createTable(kysely, dialect, name)
}

/** Drops whichever of the club's tables are there, newest first. */
export async function dropMainTables({ kysely }: Database): Promise<void> {
  for (const name of mainTableNames.toReversed()) await kysely.schema.dropTable(name).ifExists().execute()
}

async function createTable(kysely: Kysely<unknown>, dialect: DatabaseDialect, name: keyof MainTables): Promise<void> {
  const definition = tableDefinitions[name]
  const foreignKeys = Object.entries(definition.foreignKeys) as [string, ForeignKey][]

  let table: CreateTableBuilder<string, string> = kysely.schema
    .createTable(name)
    .ifNotExists()
    .addColumn(definition.primaryKey, sql.raw(dialect === 'sqlite' ? 'INTEGER' : definition.keyType), (column) =>
      column.primaryKey().autoIncrement(),
    )
  for (const [column, type] of Object.entries(definition.columns)) table = table.addColumn(column, sql.raw(type))
  for (const [column, key] of foreignKeys) {
    const target = tableDefinitions[key.references]
    table = table.addForeignKeyConstraint(`fk_${name}_${column}`, [column], key.references, [target.primaryKey], (constraint) =>
      constraint.onDelete(key.onDelete),
    )
  }
  if (dialect === 'mysql') table = table.modifyEnd(sql`engine=InnoDB default charset=utf8mb4`)
  await table.execute()

  // InnoDB indexes foreign keys by itself; SQLite would scan the children of every deleted row.
  if (dialect === 'sqlite') {
    for (const [column] of foreignKeys) {
      await kysely.schema.createIndex(`ix_${name}_${column}`).ifNotExists().on(name).column(column).execute()
    }
  }
}
