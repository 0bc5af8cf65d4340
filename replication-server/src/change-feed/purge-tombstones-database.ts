import type { CollectionConfiguration } from '../configuration/collections.ts'
import type { ReplicationTransaction } from '../dialect/transaction.ts'
import { readPurgeState, type PurgeState } from './purge-state-database.ts'
import { inSequence } from './sequence-database.ts'
import type { SequencingContext } from './sequencing-context.ts'

const BATCH_SIZE = 1_000

/**
 * Forgets the tombstones that were told before a moment (epoch milliseconds). A client that has not read past one of them since
 * is told to pull from the beginning. Returns how many.
 */
export async function purgeTombstones(
  context: SequencingContext,
  collection: CollectionConfiguration,
  toldBefore: number,
): Promise<number> {
  for (let purged = 0; ;) {
    const count = await inSequence(context.database, (transaction) => purgeBatch(transaction, collection.name, toldBefore))
    purged += count
    if (count < BATCH_SIZE) return purged
  }
}

async function purgeBatch(transaction: ReplicationTransaction, collection: string, toldBefore: number): Promise<number> {
  const tombstones = await transaction
    .selectFrom('replication_docs')
    .select(['doc_id', 'seq', 'generation'])
    .where('collection', '=', collection)
    .where('deleted', '=', 1)
    .where('changed_at', '<', toldBefore)
    .limit(BATCH_SIZE)
    .execute()
  if (tombstones.length === 0) return 0
  await writePurgeState(transaction, collection, afterPurge(await readPurgeState(transaction, collection), tombstones))
  await transaction
    .deleteFrom('replication_docs')
    .where('collection', '=', collection)
    .where(
      'doc_id',
      'in',
      tombstones.map(({ doc_id }) => doc_id),
    )
    .execute()
  return tombstones.length
}

function afterPurge(
  { purges, purgedSeq, firstGeneration }: PurgeState,
  tombstones: readonly { readonly seq: number; readonly generation: number }[],
): PurgeState {
  return {
    purges: purges + 1,
    purgedSeq: tombstones.reduce((newest, { seq }) => Math.max(newest, seq), purgedSeq),
    // A document that comes back begins above its forgotten generations, or clients would take it for what they know as deleted.
    firstGeneration: tombstones.reduce((first, { generation }) => Math.max(first, generation + 1), firstGeneration),
  }
}

async function writePurgeState(
  transaction: ReplicationTransaction,
  collection: string,
  { purges, purgedSeq, firstGeneration }: PurgeState,
): Promise<void> {
  const state = { purges, purged_seq: purgedSeq, first_generation: firstGeneration }
  if (purges === 1)
    await transaction
      .insertInto('replication_purges')
      .values({ collection, ...state })
      .execute()
  else await transaction.updateTable('replication_purges').set(state).where('collection', '=', collection).execute()
}
