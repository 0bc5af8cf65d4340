import { readRecordedTable } from '../change-feed/recorded-tables-database.ts'
import { SchemaChangedError } from '../change-feed/schema-changed-error.ts'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import type { ReplicationTables } from '../dialect/replication-tables.ts'
import { tableColumns } from '../dialect/table-columns.ts'
import type { CheckContext } from './check-context.ts'
import { findingsOn, nameSome, type Finding } from './finding.ts'

/** That each collection's table is what it was when replication was installed. */
export async function collectionFindings(context: CheckContext): Promise<readonly Finding[]> {
  return (await Promise.all(context.collections.map((collection) => findingsOf(context, collection)))).flat()
}

async function findingsOf(
  { database, sequencing }: CheckContext,
  collection: CollectionConfiguration,
): Promise<readonly Finding[]> {
  const { ok, warning, failure } = findingsOn(collection.name)
  const kysely = database.kysely.withTables<ReplicationTables>()
  try {
    await sequencing.schema.examine(kysely, collection)
  } catch (error) {
    if (error instanceof SchemaChangedError) return [failure(error.message)]
    throw error
  }
  const recorded = await readRecordedTable(kysely, collection.name)
  const known = new Set(recorded?.columns.map(({ name }) => name))
  const added = (await tableColumns(database, collection.table)).map(({ name }) => name).filter((name) => !known.has(name))
  if (added.length === 0) return [ok(`${collection.table} is as it was installed`)]
  return [
    warning(
      `${collection.table} has gained ${nameSome(added)}: nothing of it is replicated. Run \`replication-server install\` to take note of it`,
    ),
  ]
}
