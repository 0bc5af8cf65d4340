import type { Database } from '@barra/database'
import type { ExpressionBuilder, Kysely } from 'kysely'
import { isDuplicateKey } from '../database-errors.ts'
import type { ReplicationTables } from '../dialect/replication-tables.ts'
import type { LocalDocKey } from './local-docs.ts'

type Tables = Pick<ReplicationTables, 'replication_local_docs'>
type AnyDatabase = Database['kysely'] | Kysely<ReplicationTables>

export async function readLocalDoc(
  kysely: AnyDatabase,
  key: LocalDocKey,
): Promise<{ readonly version: number; readonly body: string } | null> {
  const row = await tables(kysely)
    .selectFrom('replication_local_docs')
    .select(['version', 'body'])
    .where(isDoc(key))
    .executeTakeFirst()
  return row ? { version: Number(row.version), body: row.body } : null
}

/** Returns how often it has been written by now. Two that write a new one at the same time are taken one after the other. */
export async function writeLocalDoc(kysely: AnyDatabase, key: LocalDocKey, body: string, now: number): Promise<number> {
  const replaced = await replace(kysely, key, body, now)
  if (replaced !== null) return replaced
  try {
    const row = { terminal: key.terminal, db: key.db, doc_id: key.id, version: 1, body, written_at: now }
    await tables(kysely).insertInto('replication_local_docs').values(row).execute()
    return 1
  } catch (error) {
    const version = isDuplicateKey(error) ? await replace(kysely, key, body, now) : null
    if (version === null) throw error
    return version
  }
}

async function replace(kysely: AnyDatabase, key: LocalDocKey, body: string, now: number): Promise<number | null> {
  const { numUpdatedRows } = await tables(kysely)
    .updateTable('replication_local_docs')
    .set((eb) => ({ version: eb('version', '+', 1), body, written_at: now }))
    .where(isDoc(key))
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return null
  return (await readLocalDoc(kysely, key))?.version ?? null
}

export async function deleteLocalDoc(kysely: AnyDatabase, key: LocalDocKey): Promise<boolean> {
  const { numDeletedRows } = await tables(kysely).deleteFrom('replication_local_docs').where(isDoc(key)).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Keeps the `most` that a terminal wrote last, and the one that it wrote just now, whatever the clocks say. */
export async function dropOldest(kysely: AnyDatabase, { terminal, db: dbNow, id }: LocalDocKey, most: number): Promise<void> {
  const tooMany = await tables(kysely)
    .selectFrom('replication_local_docs')
    .select(['db', 'doc_id'])
    .where('terminal', '=', terminal)
    .where(({ or, eb }) => or([eb('db', '!=', dbNow), eb('doc_id', '!=', id)]))
    .orderBy('written_at', 'desc')
    .orderBy('db')
    .orderBy('doc_id')
    .offset(most - 1)
    .limit(most)
    .execute()
  for (const { db, doc_id } of tooMany) await deleteLocalDoc(kysely, { terminal, db, id: doc_id })
}

/** Forgets those written before a moment, in epoch milliseconds. */
export async function dropWrittenBefore(kysely: AnyDatabase, moment: number): Promise<void> {
  await tables(kysely).deleteFrom('replication_local_docs').where('written_at', '<', moment).execute()
}

function isDoc({ terminal, db, id }: LocalDocKey) {
  return ({ and }: ExpressionBuilder<Tables, 'replication_local_docs'>) => and({ terminal, db, doc_id: id })
}

function tables(kysely: AnyDatabase): Kysely<Tables> {
  return kysely.withTables<Tables>() as Kysely<Tables>
}
