// What is noted and not told yet. Triggers write the notes, the audit adds to them, the sequencer takes them.
import type { Kysely } from 'kysely'
import type { ReplicationTables } from '../dialect/replication-tables.ts'

/** Notes the documents as changed, as a trigger would: the sequencer looks at their rows and tells what they are. */
export async function noteChanges(
  kysely: Kysely<ReplicationTables>,
  collection: string,
  docIds: readonly string[],
): Promise<void> {
  if (docIds.length === 0) return
  await kysely
    .insertInto('replication_outbox')
    .values(docIds.map((doc_id) => ({ collection, doc_id })))
    .execute()
}

/** Those of the documents that are noted. */
export async function findNoted(
  kysely: Kysely<ReplicationTables>,
  collection: string,
  docIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await kysely
    .selectFrom('replication_outbox')
    .select('doc_id')
    .where('collection', '=', collection)
    .where('doc_id', 'in', docIds)
    .execute()
  return new Set(rows.map(({ doc_id }) => doc_id))
}

/** Whether anything of the collection is noted. */
export async function hasNotes(kysely: Kysely<ReplicationTables>, collection: string): Promise<boolean> {
  const note = await kysely
    .selectFrom('replication_outbox')
    .select('id')
    .where('collection', '=', collection)
    .limit(1)
    .executeTakeFirst()
  return note !== undefined
}
