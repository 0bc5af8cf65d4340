import type { Database } from '@barra/database'
import { sql, type ExpressionBuilder, type Kysely } from 'kysely'
import type { ReplicationTables } from '../dialect/replication-tables.ts'
import type { LocalDocKey } from './local-docs.ts'

type Tables = Pick<ReplicationTables, 'replication_local_docs'>

export async function readLocalDoc(
  kysely: Database['kysely'],
  key: LocalDocKey,
): Promise<{ readonly version: number; readonly body: string } | null> {
  const row = await tables(kysely)
    .selectFrom('replication_local_docs')
    .select(['version', 'body'])
    .where(isDoc(key))
    .executeTakeFirst()
  return row ? { version: Number(row.version), body: row.body } : null
}

/**
 * In one statement: of two that write a new one at the same time, each waits for the other and none is lost.
 * @returns how often it was written
 */
export async function writeLocalDoc({ kysely, dialect }: Database, key: LocalDocKey, body: string, now: number): Promise<number> {
  const insert = tables(kysely)
    .insertInto('replication_local_docs')
    .values({ terminal: key.terminal, db: key.db, doc_id: key.id, version: 1, body, written_at: now })
  const version = sql<number>`replication_local_docs.version + 1`
  if (dialect === 'sqlite') {
    const again = { version, body, written_at: now }
    const upsert = insert.onConflict((conflict) => conflict.columns(['terminal', 'db', 'doc_id']).doUpdateSet(again))
    return (await upsert.returning('version').executeTakeFirstOrThrow()).version
  }
  // MySQL returns no row of an upsert, but answers with the number that LAST_INSERT_ID was given, and with none at the first time.
  const again = { version: sql<number>`LAST_INSERT_ID(${version})`, body, written_at: now }
  const { insertId } = await insert.onDuplicateKeyUpdate(again).executeTakeFirstOrThrow()
  return Number(insertId || 1)
}

export async function deleteLocalDoc(kysely: Database['kysely'], key: LocalDocKey): Promise<boolean> {
  const { numDeletedRows } = await tables(kysely).deleteFrom('replication_local_docs').where(isDoc(key)).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Keeps the `most` that a terminal wrote last, and the one that it wrote just now, whatever the clocks say. */
export async function dropOldest(
  kysely: Database['kysely'],
  { terminal, db: dbNow, id }: LocalDocKey,
  most: number,
): Promise<void> {
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
export async function dropWrittenBefore(kysely: Database['kysely'], moment: number): Promise<void> {
  await tables(kysely).deleteFrom('replication_local_docs').where('written_at', '<', moment).execute()
}

function isDoc({ terminal, db, id }: LocalDocKey) {
  return ({ and }: ExpressionBuilder<Tables, 'replication_local_docs'>) => and({ terminal, db, doc_id: id })
}

function tables(kysely: Database['kysely']): Kysely<Tables> {
  return kysely.withTables<Tables>()
}
