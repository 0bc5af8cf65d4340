// Compares a table with what the feed told of it, a range of keys at a time, each at one moment of the database.
import { sql } from 'kysely'
import { listLive, readLiveHashes } from '../change-feed/live-rows-database.ts'
import { findNoted } from '../change-feed/outbox-database.ts'
import type { SequencingContext } from '../change-feed/sequencing-context.ts'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import { readSnapshot } from '../dialect/read-snapshot.ts'
import type { ReplicationTransaction } from '../dialect/transaction.ts'

/** Few enough that SQLite's writers, who wait meanwhile, notice nothing. */
export const RANGE_SIZE = 500

/** How a document differs from its row, with no trigger's note that says so. */
export type Difference =
  /** The row is there and was never told, or told as gone. */
  | 'untold'
  /** The row is another than was told. */
  | 'changed'
  /** It was told as there, and its row is gone. */
  | 'gone'
  /** An earlier version told it and kept no hash, so nobody knows. */
  | 'unverified'

interface DifferingDocument {
  readonly docId: string
  readonly difference: Difference
}

export interface ComparedRange<Key> {
  /** How many rows or documents were looked at: fewer than `RANGE_SIZE` at the end. */
  readonly size: number
  /** Where the next range begins. */
  readonly last: Key | null
  readonly differing: readonly DifferingDocument[]
}

/** Compares the rows after a key (null for the first) with what was told of them. */
export function compareRows(
  context: SequencingContext,
  collection: CollectionConfiguration,
  after: number | null,
): Promise<ComparedRange<number>> {
  return readSnapshot(context.database, async (transaction) => {
    const keys = await listLive(transaction, collection, context.firstDayOf(collection), after, RANGE_SIZE)
    if (keys.length === 0) return { size: 0, last: null, differing: [] }
    const docIds = keys.map(String)
    const hashes = await readLiveHashes(transaction, context, collection, docIds)
    await context.schema.assertAsRecorded(transaction, collection)
    const told = await readTold(transaction, collection.name, docIds)
    const differing = [...hashes].flatMap(([docId, hash]) => {
      const difference = differenceOf(hash, told.get(docId))
      return difference ? [{ docId, difference }] : []
    })
    return { size: keys.length, last: keys.at(-1)!, differing: await withoutNoted(transaction, collection.name, differing) }
  })
}

/** Finds, among the documents after an id ('' for the first) that were told as there, those whose row is gone. */
export function compareDocuments(
  { database, schema }: SequencingContext,
  collection: CollectionConfiguration,
  after: string,
): Promise<ComparedRange<string>> {
  return readSnapshot(database, async (transaction) => {
    const documents = await transaction
      .selectFrom('replication_docs')
      .select('doc_id')
      .where('collection', '=', collection.name)
      .where('doc_id', '>', after)
      .where('deleted', '=', 0)
      .orderBy('doc_id')
      .limit(RANGE_SIZE)
      .execute()
    if (documents.length === 0) return { size: 0, last: null, differing: [] }
    const docIds = documents.map(({ doc_id }) => doc_id)
    // Whatever its window: what left that is the sequencer's to tell.
    const there = await findRows(transaction, collection, docIds)
    await schema.assertAsRecorded(transaction, collection)
    const gone = docIds.filter((docId) => !there.has(docId)).map((docId) => ({ docId, difference: 'gone' as const }))
    return { size: docIds.length, last: docIds.at(-1)!, differing: await withoutNoted(transaction, collection.name, gone) }
  })
}

function differenceOf(hash: string, told: string | null | undefined): Difference | null {
  if (told === undefined) return 'untold'
  if (told === null) return 'unverified'
  return told === hash ? null : 'changed'
}

async function readTold(
  transaction: ReplicationTransaction,
  collection: string,
  docIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await transaction
    .selectFrom('replication_docs')
    .select(['doc_id', 'row_hash'])
    .where('collection', '=', collection)
    .where('doc_id', 'in', docIds)
    .where('deleted', '=', 0)
    .execute()
  return new Map(rows.map(({ doc_id, row_hash }) => [doc_id, row_hash]))
}

async function findRows(
  transaction: ReplicationTransaction,
  { table, key }: CollectionConfiguration,
  docIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: number }>`
    SELECT ${sql.id(key)} AS id FROM ${sql.table(table)} WHERE ${sql.id(key)} IN (${sql.join(docIds.map(Number))})
  `.execute(transaction)
  return new Set(rows.map(({ id }) => String(id)))
}

/** A trigger did see those: the sequencer tells them next. */
async function withoutNoted(
  transaction: ReplicationTransaction,
  collection: string,
  differing: readonly DifferingDocument[],
): Promise<readonly DifferingDocument[]> {
  if (differing.length === 0) return []
  const docIds = differing.map(({ docId }) => docId)
  const noted = await findNoted(transaction, collection, docIds)
  return differing.filter(({ docId }) => !noted.has(docId))
}
