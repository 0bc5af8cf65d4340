// Every statement about terminals and their token hashes.
import type { Kysely } from 'kysely'
import type { Database } from '@barra/database'
import { isDuplicateKey } from '../database-errors.ts'
import type { ReplicationTables } from '../dialect/replication-tables.ts'

export interface TerminalRow {
  readonly name: string
  readonly token_hash: string
  /** Separated by commas. */
  readonly scopes: string
  /** Epoch milliseconds. */
  readonly created_at: number
  readonly revoked_at: number | null
}

export async function findByTokenHash(database: Database, tokenHash: string): Promise<TerminalRow | null> {
  const row = await tables(database)
    .selectFrom('replication_terminals')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row ? toRow(row) : null
}

export async function listRows(database: Database): Promise<TerminalRow[]> {
  const rows = await tables(database).selectFrom('replication_terminals').selectAll().orderBy('name').execute()
  return rows.map(toRow)
}

/** False when there is a terminal of that name, revoked or not, or the token is in use. */
export async function insertRow(database: Database, row: TerminalRow): Promise<boolean> {
  try {
    await tables(database).insertInto('replication_terminals').values(row).execute()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** Gives a revoked terminal a new token. False when there is none of that name or it is not revoked, or the token is in use. */
export async function replaceRevokedRow(database: Database, { name, ...row }: TerminalRow): Promise<boolean> {
  try {
    const { numUpdatedRows } = await tables(database)
      .updateTable('replication_terminals')
      .set(row)
      .where('name', '=', name)
      .where('revoked_at', 'is not', null)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** False when there is no such terminal, or it is revoked already. */
export async function revokeRow(database: Database, name: string, revokedAt: number): Promise<boolean> {
  const { numUpdatedRows } = await tables(database)
    .updateTable('replication_terminals')
    .set({ revoked_at: revokedAt })
    .where('name', '=', name)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

function tables(database: Database): Kysely<Pick<ReplicationTables, 'replication_terminals'>> {
  return database.kysely.withTables<Pick<ReplicationTables, 'replication_terminals'>>()
}

function toRow(row: ReplicationTables['replication_terminals']): TerminalRow {
  return { ...row, created_at: Number(row.created_at), revoked_at: row.revoked_at === null ? null : Number(row.revoked_at) }
}
