import type { Kysely } from 'kysely'
import type { ReplicationTables } from '../dialect/replication-tables.ts'

/** What the feed no longer remembers of a collection. */
export interface PurgeState {
  /** How often tombstones were purged. */
  readonly purges: number
  /** The newest seq that a purged tombstone had. */
  readonly purgedSeq: number
  /** Where the generations of a new document begin: above those of each purged tombstone. */
  readonly firstGeneration: number
}

export async function readPurgeState(kysely: Kysely<ReplicationTables>, collection: string): Promise<PurgeState> {
  const row = await kysely
    .selectFrom('replication_purges')
    .select(['purges', 'purged_seq', 'first_generation'])
    .where('collection', '=', collection)
    .executeTakeFirst()
  return toPurgeState(row)
}

/** @param row nothing where no tombstone of the collection was ever purged */
export function toPurgeState(
  row: Readonly<Record<'purges' | 'purged_seq' | 'first_generation', number | null>> | undefined,
): PurgeState {
  return { purges: row?.purges ?? 0, purgedSeq: row?.purged_seq ?? 0, firstGeneration: row?.first_generation ?? 1 }
}
