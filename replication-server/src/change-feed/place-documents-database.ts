import type { CollectionConfiguration } from '../configuration/collections.ts'
import type { ReplicationTransaction } from '../dialect/transaction.ts'
import { upsertDocs, type SequencedDocument } from '../dialect/upsert-docs.ts'
import { readLiveHashes } from './live-rows-database.ts'
import { readPurgeState } from './purge-state-database.ts'
import type { SeqGiver } from './sequence-database.ts'
import type { SequencingContext } from './sequencing-context.ts'

/**
 * Gives each of these documents its next place in the feed, as a document or a tombstone by what its row is now: the order of
 * notes in the outbox says nothing of it. A document that terminals never had, or know as gone, and is gone, takes no place.
 * @param docIds each at most once
 * @returns how many took a place
 * @throws SchemaChangedError when the table is not what it was at the install
 */
export async function placeDocuments(
  transaction: ReplicationTransaction,
  seqs: SeqGiver,
  context: SequencingContext,
  collection: CollectionConfiguration,
  docIds: readonly string[],
): Promise<number> {
  if (docIds.length === 0) return 0
  const live = await readLiveHashes(transaction, context, collection, docIds)
  await context.schema.assertAsRecorded(transaction, collection)
  const toldLive = await findToldLive(transaction, collection.name, docIds)

  const placed: SequencedDocument[] = docIds
    .filter((docId) => live.has(docId) || toldLive.has(docId))
    .map((docId) => ({ docId, seq: seqs.next(), hash: live.get(docId) ?? null }))
  if (placed.length === 0) return 0
  const { firstGeneration } = await readPurgeState(transaction, collection.name)
  const now = context.clock().getTime()
  await upsertDocs(context.database.dialect, collection.name, placed, { firstGeneration, now }).execute(transaction)
  return placed.length
}

/** Those of the documents that the feed last told as there. */
export async function findToldLive(
  transaction: Pick<ReplicationTransaction, 'selectFrom'>,
  collection: string,
  docIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await transaction
    .selectFrom('replication_docs')
    .select('doc_id')
    .where('collection', '=', collection)
    .where('doc_id', 'in', docIds)
    .where('deleted', '=', 0)
    .execute()
  return new Set(rows.map(({ doc_id }) => doc_id))
}
