// What the sequencer does in the database: short transactions, each of them whole whoever else runs beside it.
import type { Database } from '@barra/database'
import { sql } from 'kysely'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import { deleteByIds } from '../dialect/delete-by-ids.ts'
import { documentKey } from '../dialect/document-key.ts'
import type { ReplicationTables } from '../dialect/replication-tables.ts'
import { isInWindow, listLive } from './live-rows-database.ts'
import { findNoted } from './outbox-database.ts'
import { findToldLive, placeDocuments } from './place-documents-database.ts'
import { inSequence, installed, type SequenceState } from './sequence-database.ts'
import type { SequencingContext } from './sequencing-context.ts'

const BATCH_SIZE = 1000

/** How the sequence stands, and whether a trigger has noted something: without a transaction or a lock. */
export async function peek(
  { kysely }: Database,
  collections: readonly CollectionConfiguration[],
): Promise<{ readonly sequence: SequenceState; readonly hasNotes: boolean }> {
  const row = await kysely
    .withTables<ReplicationTables>()
    .selectFrom('replication_sequence')
    .select((eb) => [
      'seq',
      'epoch',
      eb
        .selectFrom('replication_outbox')
        .select('replication_outbox.id')
        .where('collection', 'in', namesOf(collections))
        .limit(1)
        .as('noted'),
    ])
    .where('replication_sequence.id', '=', 1)
    .executeTakeFirst()
  const { seq, epoch, noted } = installed(row)
  return { sequence: { seq, epoch }, hasNotes: noted !== null }
}

/** Takes a batch of noted changes out of the outbox and places their documents. Returns how many notes it took. */
export function sequenceNotedChanges(
  context: SequencingContext,
  collections: readonly CollectionConfiguration[],
): Promise<number> {
  const { database } = context
  return inSequence(database, async (transaction, seqs) => {
    // A plain read: it locks no row, so it neither waits for writers nor holds them up.
    const notes = await transaction
      .selectFrom('replication_outbox')
      .select(['id', 'collection', 'doc_id'])
      .where('collection', 'in', namesOf(collections))
      .orderBy('id')
      .limit(BATCH_SIZE)
      .execute()
    if (notes.length === 0) return 0

    for (const collection of collections) {
      const docIds = new Set(notes.filter((note) => note.collection === collection.name).map((note) => note.doc_id))
      await placeDocuments(transaction, seqs, context, collection, [...docIds])
    }
    const ids = notes.map((note) => note.id)
    await deleteByIds(database.dialect, 'replication_outbox', ids).execute(transaction)
    return notes.length
  })
}

/** Places tombstones for all documents that left the collection's window. Returns how many. */
export async function sequenceExpired(context: SequencingContext, collection: CollectionConfiguration): Promise<number> {
  const { database, firstDayOf } = context
  let placed = 0
  for (;;) {
    const docIds = await findExpired(database, collection, firstDayOf(collection))
    if (docIds.length === 0) return placed
    placed += await inSequence(database, (transaction, seqs) => placeDocuments(transaction, seqs, context, collection, docIds))
  }
}

async function findExpired(
  database: Database,
  collection: CollectionConfiguration,
  firstDay: string | null,
): Promise<readonly string[]> {
  const docKey = documentKey(database.dialect, sql`d.doc_id`)
  const { rows } = await sql<{ doc_id: string }>`
    SELECT d.doc_id FROM replication_docs d
    JOIN ${sql.table(collection.table)} t ON t.${sql.id(collection.key)} = ${docKey}
    WHERE d.collection = ${collection.name} AND d.deleted = 0 AND NOT ${isInWindow(collection, firstDay)}
    LIMIT ${sql.lit(BATCH_SIZE)}
  `.execute(database.kysely)
  return rows.map(({ doc_id }) => doc_id)
}

/**
 * Places all rows inside the window that terminals were not told of: those from before the install, and those that a wrong clock
 * had expired. Returns how many.
 */
export async function sequenceUntold(context: SequencingContext, collection: CollectionConfiguration): Promise<number> {
  const { database, firstDayOf } = context
  const kysely = database.kysely.withTables<ReplicationTables>()
  let placed = 0
  let after: number | null = null
  for (;;) {
    const keys: readonly number[] = await listLive(kysely, collection, firstDayOf(collection), after, BATCH_SIZE)
    if (keys.length === 0) return placed
    after = keys.at(-1)!
    const docIds = keys.map(String)
    if ((await findToldLive(kysely, collection.name, docIds)).size === docIds.length) continue

    placed += await inSequence(database, async (transaction, seqs) => {
      const told = await findToldLive(transaction, collection.name, docIds)
      // Their turn comes anyway, and one change must not take two places.
      const noted = await findNoted(transaction, collection.name, docIds)
      const untold = docIds.filter((docId) => !told.has(docId) && !noted.has(docId))
      return placeDocuments(transaction, seqs, context, collection, untold)
    })
  }
}

function namesOf(collections: readonly CollectionConfiguration[]): readonly string[] {
  return collections.map(({ name }) => name)
}
