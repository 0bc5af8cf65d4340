// Documents in the order of their ids, beside what was told of them: for who looks a document up or compares a range of them.
import type { DatabaseDialect } from '@barra/database'
import { sql, type RawBuilder } from 'kysely'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import { documentKey } from '../dialect/document-key.ts'
import type { ReplicationTransaction } from '../dialect/transaction.ts'
import { lowerBound, upperBound, type IdRange } from './id-range.ts'
import { readCollectionHistory, type CollectionHistory } from './collection-history-database.ts'
import type { SequencingContext } from './sequencing-context.ts'
import { toldColumns, toToldRow, type SelectedRow, type ToldRow } from './told-rows-database.ts'

/** Where the collection's feed stands. */
export async function readStanding(
  transaction: ReplicationTransaction,
  collection: string,
): Promise<CollectionHistory & { readonly newest: number }> {
  const { newest } = await transaction
    .selectFrom('replication_docs')
    .select(({ fn }) => fn.max<number | null>('seq').as('newest'))
    .where('collection', '=', collection)
    .executeTakeFirstOrThrow()
  return { ...(await readCollectionHistory(transaction, collection)), newest: newest ?? 0 }
}

/** How many live documents the collection has, and how many of them come before the range. */
export async function countLive(
  transaction: ReplicationTransaction,
  collection: string,
  range: IdRange,
): Promise<{ readonly all: number; readonly before: number }> {
  const live = sql`SELECT COUNT(*) FROM replication_docs d WHERE d.collection = ${collection} AND d.deleted = 0`
  const { rows } = await sql<{ before: number; all: number }>`
    SELECT (${live}) AS ${sql.id('all')}, (${live} AND NOT ${isFrom(range)}) AS ${sql.id('before')}
  `.execute(transaction)
  return { all: Number(rows[0]!.all), before: Number(rows[0]!.before) }
}

/** The live documents of a range in their order. @throws SchemaChangedError */
export async function listDocuments(
  transaction: ReplicationTransaction,
  context: SequencingContext,
  collection: CollectionConfiguration,
  range: IdRange,
  { skip, limit, withBodies }: { readonly skip: number; readonly limit: number; readonly withBodies: boolean },
): Promise<readonly ToldRow[]> {
  const { dialect } = context.database
  const rows = await context.schema.read(transaction, collection, async (asRecorded) => {
    // The join comes before LIMIT, so that a row that vanished and was not told as gone yet leaves no gap.
    const { rows } = await sql<SelectedRow>`
      SELECT ${sql.join(toldColumns(dialect, collection, asRecorded, withBodies))}
      FROM replication_docs d ${joinInOrder(dialect)} ${sql.table(collection.table)} t
        ON t.${sql.id(collection.key)} = ${documentKey(dialect, sql`d.doc_id`)}
      WHERE d.collection = ${collection.name} AND d.deleted = 0 AND ${isFrom(range)} AND ${isUntil(range)}
      ORDER BY d.doc_id LIMIT ${sql.lit(limit)} OFFSET ${sql.lit(skip)}
    `.execute(transaction)
    return rows
  })
  return rows.map(toToldRow)
}

/** What the feed knows of these documents, gone or there, in no order. @throws SchemaChangedError */
export async function findDocuments(
  transaction: ReplicationTransaction,
  context: SequencingContext,
  collection: CollectionConfiguration,
  docIds: readonly string[],
  withBodies: boolean,
): Promise<readonly ToldRow[]> {
  if (docIds.length === 0) return []
  const { dialect } = context.database
  const rows = await context.schema.read(transaction, collection, async (asRecorded) => {
    const { rows } = await sql<SelectedRow>`
      SELECT ${sql.join(toldColumns(dialect, collection, asRecorded, withBodies))}
      FROM replication_docs d LEFT JOIN ${sql.table(collection.table)} t
        ON t.${sql.id(collection.key)} = ${documentKey(dialect, sql`d.doc_id`)} AND d.deleted = 0
      WHERE d.collection = ${collection.name} AND d.doc_id IN (${sql.join(docIds)})
    `.execute(transaction)
    return rows
  })
  return rows.map(toToldRow)
}

/** The hashes that the first documents of a range were told with; null of what an earlier version told. */
export async function readHashes(
  transaction: ReplicationTransaction,
  collection: string,
  range: IdRange,
  limit: number,
): Promise<readonly { readonly id: string; readonly hash: string | null }[]> {
  const { rows } = await sql<{ id: string; hash: string | null }>`
    SELECT d.doc_id AS id, d.row_hash AS hash FROM replication_docs d
    WHERE d.collection = ${collection} AND d.deleted = 0 AND ${isFrom(range)}
    ORDER BY d.doc_id LIMIT ${sql.lit(limit)}
  `.execute(transaction)
  return rows
}

/** Reads the documents in order and looks each row up, whatever the optimizer thinks of it. */
function joinInOrder(dialect: DatabaseDialect): RawBuilder<unknown> {
  return sql.raw(dialect === 'mysql' ? 'STRAIGHT_JOIN' : 'CROSS JOIN')
}

function isFrom(range: IdRange): RawBuilder<boolean> {
  const { docId, isIncluded } = lowerBound(range)
  return isIncluded ? sql<boolean>`d.doc_id >= ${docId}` : sql<boolean>`d.doc_id > ${docId}`
}

function isUntil(range: IdRange): RawBuilder<boolean> {
  const bound = upperBound(range)
  if (bound === null) return sql<boolean>`1 = 1`
  return bound.isIncluded ? sql<boolean>`d.doc_id <= ${bound.docId}` : sql<boolean>`d.doc_id < ${bound.docId}`
}
