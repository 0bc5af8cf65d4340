import type { Database } from '@barra/database'
import type { ReplicationTables } from '../dialect/replication-tables.ts'

/** Notes the documents as changed, as a trigger would have: the sequencer looks at their rows and tells what they are. */
export async function noteChanges({ kysely }: Database, collection: string, docIds: readonly string[]): Promise<void> {
  if (docIds.length === 0) return
  await kysely
    .withTables<ReplicationTables>()
    .insertInto('replication_outbox')
    .values(docIds.map((doc_id) => ({ collection, doc_id })))
    .execute()
}
