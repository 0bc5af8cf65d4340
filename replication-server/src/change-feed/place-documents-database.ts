import type { DatabaseDialect } from '@barra/database'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import type { ReplicationTransaction } from '../dialect/transaction.ts'
import { upsertDocs, type SequencedDocument } from '../dialect/upsert-docs.ts'
import { findLive } from './live-rows-database.ts'
import type { SeqGiver } from './sequence-database.ts'

/**
 * Gives each of these documents its next place in the feed, as a document or a tombstone by what its row is now: the order of
 * notes in the outbox says nothing of it. A document that terminals never had, or know as gone, and is gone, takes no place.
 * @param docIds each at most once
 * @returns how many took a place
 */
export async function placeDocuments(
  transaction: ReplicationTransaction,
  seqs: SeqGiver,
  dialect: DatabaseDialect,
  collection: CollectionConfiguration,
  firstDay: string | null,
  docIds: readonly string[],
): Promise<number> {
  if (docIds.length === 0) return 0
  const live = await findLive(transaction, collection, firstDay, docIds)
  const toldLive = await findToldLive(transaction, collection.name, docIds)

  const placed: SequencedDocument[] = docIds
    .filter((docId) => live.has(docId) || toldLive.has(docId))
    .map((docId) => ({ docId, seq: seqs.next(), isDeleted: !live.has(docId) }))
  if (placed.length > 0) await upsertDocs(dialect, collection.name, placed).execute(transaction)
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
