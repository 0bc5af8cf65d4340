// Which rows of a club's table are to be seen by terminals now.
import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import { parseJsonArray } from '../dialect/json-array.ts'
import type { ReplicationTables } from '../dialect/replication-tables.ts'
import { documentColumns } from './document-columns-database.ts'
import { documentHash } from './document-hash.ts'
import { documentOf, type Row } from './document.ts'
import type { SequencingContext } from './sequencing-context.ts'

/** Whether the row `t` of the collection's table is inside its window. A row without a date stays in. */
export function isInWindow({ window }: CollectionConfiguration, firstDay: string | null): RawBuilder<boolean> {
  if (!window || firstDay === null) return sql<boolean>`1 = 1`
  const date = sql`t.${sql.id(window.column)}`
  return sql<boolean>`(${date} IS NULL OR ${date} >= ${firstDay})`
}

/** The hash of each of the documents' bodies, by id, whose row exists inside the window. */
export async function readLiveHashes(
  kysely: Kysely<ReplicationTables>,
  { database, firstDayOf, readWallClock }: SequencingContext,
  collection: CollectionConfiguration,
  docIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const key = sql`t.${sql.id(collection.key)}`
  const columns = [sql`${key} AS _key`, ...documentColumns(database.dialect, collection)]
  const { rows } = await sql<Row & { _key: number; _applied_tickets?: unknown }>`
    SELECT ${sql.join(columns)} FROM ${sql.table(collection.table)} t
    WHERE ${key} IN (${sql.join(docIds.map(Number))}) AND ${isInWindow(collection, firstDayOf(collection))}
  `.execute(kysely)
  return new Map(
    rows.map((row) => {
      const docId = String(row._key)
      const applied = parseJsonArray(row._applied_tickets)
      return [docId, documentHash(documentOf(collection, docId, '', row, applied, readWallClock))]
    }),
  )
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
