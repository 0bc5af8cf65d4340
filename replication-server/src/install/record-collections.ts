// Takes the tables of collections as they are for right, when somebody installs.
import type { Database } from '@barra/database'
import { forgetOtherTables, readRecordedTable, recordTable } from '../change-feed/recorded-tables-database.ts'
import { changedColumns, unfitColumns } from '../change-feed/schema-problems.ts'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import type { ReplicationTables } from '../dialect/replication-tables.ts'
import { tableColumns, type TableColumn } from '../dialect/table-columns.ts'
import { assertVisible } from './install-database.ts'
import { InstallError } from './install-error.ts'

export interface CollectionTable {
  readonly collection: CollectionConfiguration
  readonly columns: readonly TableColumn[]
}

/** @throws InstallError that names every column that is not there or cannot be read as its kind */
export async function readFittingTables(
  database: Database,
  collections: readonly CollectionConfiguration[],
): Promise<readonly CollectionTable[]> {
  const tables = await Promise.all(
    collections.map(async (collection) => ({ collection, columns: await tableColumns(database, collection.table) })),
  )
  // The catalogue says nothing of a table that the account may not use.
  for (const { collection, columns } of tables) if (columns.length === 0) await assertVisible(database, collection.table)
  const problems = tables.flatMap(({ collection, columns }) => unfitColumns(database.dialect, collection, columns))
  if (problems.length > 0) throw new InstallError(`the collections do not fit this database: ${problems.join(', ')}`)
  return tables
}

/** A collection whose table changed since the last install, and how. */
export interface AcceptedChange {
  readonly collection: CollectionConfiguration
  readonly changes: readonly string[]
}

export async function recordCollections(
  database: Database,
  tables: readonly CollectionTable[],
): Promise<readonly AcceptedChange[]> {
  const kysely = database.kysely.withTables<ReplicationTables>()
  const accepted: AcceptedChange[] = []
  for (const { collection, columns } of tables) {
    const recorded = await readRecordedTable(kysely, collection.name)
    const isSame = recorded?.table === collection.table && JSON.stringify(recorded.columns) === JSON.stringify(columns)
    if (isSame) continue
    const changes = recorded ? changedColumns(collection, recorded.columns, columns) : []
    if (changes.length > 0) accepted.push({ collection, changes })
    await recordTable(database, collection.name, { table: collection.table, columns })
  }
  const names = tables.map(({ collection }) => collection.name)
  await forgetOtherTables(database, names)
  return accepted
}
