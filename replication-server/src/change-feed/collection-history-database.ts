import type { Kysely } from 'kysely'
import type { ReplicationTables } from '../dialect/replication-tables.ts'
import { toPurgeState, type PurgeState } from './purge-state-database.ts'
import { installed, type SequenceState } from './sequence-database.ts'

/** What positions in one collection's feed mean at one moment. */
export type CollectionHistory = SequenceState & PurgeState

/** @throws Error when replication is not installed in this database. */
export async function readCollectionHistory(kysely: Kysely<ReplicationTables>, collection: string): Promise<CollectionHistory> {
  const row = installed(
    await kysely
      .selectFrom('replication_sequence as sequence')
      .leftJoin('replication_purges as purge', (join) => join.on('purge.collection', '=', collection))
      .select(['sequence.seq', 'sequence.epoch', 'purge.purges', 'purge.purged_seq', 'purge.first_generation'])
      .where('sequence.id', '=', 1)
      .executeTakeFirst(),
  )
  return { seq: row.seq, epoch: row.epoch, ...toPurgeState(row) }
}
