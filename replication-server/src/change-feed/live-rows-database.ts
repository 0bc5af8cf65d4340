// Which rows of a club's table are to be seen by terminals now.
import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import type { ReplicationTables } from '../dialect/replication-tables.ts'

/** Whether the row `t` of the collection's table is inside its window. A row without a date stays in. */
export function isInWindow({ window }: CollectionConfiguration, firstDay: string | null): RawBuilder<boolean> {
  if (!window || firstDay === null) return sql<boolean>`1 = 1`
  const date = sql`t.${sql.id(window.column)}`
  return sql<boolean>`(${date} IS NULL OR ${date} >= ${firstDay})`
}

/** Those of the documents whose row exists inside the window. */
export async function findLive(
  kysely: Kysely<ReplicationTables>,
  collection: CollectionConfiguration,
  firstDay: string | null,
  docIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const key = sql`t.${sql.id(collection.key)}`
  const { rows } = await sql<{ id: number }>`
    SELECT ${key} AS id FROM ${sql.table(collection.table)} t
    WHERE ${key} IN (${sql.join(docIds.map(Number))}) AND ${isInWindow(collection, firstDay)}
  `.execute(kysely)
  return new Set(rows.map(({ id }) => String(id)))
}

/** The keys of rows inside the window, in their order, after one of them (null for the first). */
export async function listLive(
  kysely: Kysely<ReplicationTables>,
  collection: CollectionConfiguration,
  firstDay: string | null,
  after: number | null,
  limit: number,
): Promise<readonly number[]> {
  const key = sql`t.${sql.id(collection.key)}`
  const { rows } = await sql<{ id: number }>`
    SELECT ${key} AS id FROM ${sql.table(collection.table)} t
    WHERE ${after === null ? sql`1 = 1` : sql`${key} > ${after}`} AND ${isInWindow(collection, firstDay)}
    ORDER BY ${key} LIMIT ${sql.lit(limit)}
  `.execute(kysely)
  return rows.map(({ id }) => id)
}
