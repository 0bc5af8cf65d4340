import type { Database } from '@barra/database'
import { sql, type RawBuilder } from 'kysely'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import { isDuplicateKey } from '../database-errors.ts'
import { installedTables, installedTriggers } from '../dialect/catalog.ts'
import { isAccessDenied } from '../dialect/refusals.ts'
import type { ReplicationTables } from '../dialect/replication-tables.ts'
import { runSchemaChange } from '../dialect/schema-change.ts'
import { tableColumns } from '../dialect/table-columns.ts'
import { tableDefinitions } from '../dialect/table-definitions.ts'
import { triggerDefinitions } from '../dialect/trigger-definitions.ts'

/** One CREATE or DROP, as it will be sent. */
export interface SchemaChange {
  readonly text: string
  run(): Promise<void>
}

/** @throws the database's error when a table or a column of the collection is not there or may not be read. */
export async function assertReadable({ kysely }: Database, { table, columns }: CollectionConfiguration): Promise<void> {
  const names = columns.map(({ name }) => sql.id(name))
  await sql`SELECT ${sql.join(names)} FROM ${sql.table(table)} LIMIT 0`.execute(kysely)
}

/** @throws the database's refusal when the account may not see the table; whether it is there is not asked. */
export async function assertVisible({ kysely }: Database, table: string): Promise<void> {
  await sql`SELECT 1 FROM ${sql.table(table)} LIMIT 0`.execute(kysely).catch((error: unknown) => {
    if (isAccessDenied(error)) throw error
  })
}

/** What makes our tables those of this version: tables, indexes and columns that are not there yet. */
export async function tableChanges(database: Database): Promise<readonly SchemaChange[]> {
  const installed = await installedTables(database)
  const missing: RawBuilder<unknown>[] = []
  for (const { name, statement, indexes = {}, addedColumns = {} } of tableDefinitions(database.dialect)) {
    if (!installed.has(name)) missing.push(statement)
    else missing.push(...(await missingColumns(database, name, addedColumns)))
    missing.push(...valuesNotIn(indexes, installed))
  }
  return missing.map((statement) => schemaChange(database, statement))
}

async function missingColumns(
  database: Database,
  table: string,
  columns: Readonly<Record<string, RawBuilder<unknown>>>,
): Promise<readonly RawBuilder<unknown>[]> {
  const there = await tableColumns(database, table)
  return valuesNotIn(columns, new Set(there.map(({ name }) => name)))
}

function valuesNotIn<T>(byName: Readonly<Record<string, T>>, names: ReadonlySet<string>): readonly T[] {
  return Object.entries(byName)
    .filter(([name]) => !names.has(name))
    .map(([, value]) => value)
}

/** What makes the triggers those of these collections: drops what is ours and not theirs, creates what is missing. */
export async function triggerChanges(
  database: Database,
  collections: readonly CollectionConfiguration[],
): Promise<readonly SchemaChange[]> {
  const installed = await installedTriggers(database)
  const wanted = collections.flatMap((collection) => triggerDefinitions(database.dialect, collection))
  // Some servers fold the names of tables to lower case (lower_case_table_names).
  const isSame = (a: { name: string; table: string }, b: { name: string; table: string }) =>
    a.name === b.name && a.table.toLowerCase() === b.table.toLowerCase()
  const stale = installed.filter((trigger) => !wanted.some((other) => isSame(trigger, other)))
  const missing = wanted.filter((trigger) => !installed.some((other) => isSame(trigger, other)))
  return [
    ...stale.map((trigger) => schemaChange(database, dropTrigger(trigger.name))),
    ...missing.map(({ statement }) => schemaChange(database, statement)),
  ]
}

/** Drops everything of ours. Triggers go first: without their tables they would fail every write of the club's system. */
export async function removalChanges(database: Database): Promise<readonly SchemaChange[]> {
  const triggers = await installedTriggers(database)
  const tables = await installedTables(database)
  return [
    ...triggers.map(({ name }) => schemaChange(database, dropTrigger(name))),
    ...tableDefinitions(database.dialect)
      .filter(({ name }) => tables.has(name))
      .map(({ name }) => schemaChange(database, sql`DROP TABLE IF EXISTS ${sql.id(name)}`))
      .reverse(),
  ]
}

/** Begins a history of this database, unless one has begun, in another process perhaps at this very moment. */
export async function beginSequence({ kysely }: Database, epoch: string): Promise<void> {
  const tables = kysely.withTables<ReplicationTables>()
  const begun = await tables.selectFrom('replication_sequence').select('id').where('id', '=', 1).executeTakeFirst()
  if (begun) return
  try {
    await tables.insertInto('replication_sequence').values({ id: 1, seq: 0, epoch }).execute()
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
}

function dropTrigger(name: string): RawBuilder<unknown> {
  return sql`DROP TRIGGER IF EXISTS ${sql.id(name)}`
}

function schemaChange(database: Database, statement: RawBuilder<unknown>): SchemaChange {
  const text = statement.compile(database.kysely).sql
  return { text, run: () => runSchemaChange(database, statement) }
}
