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

/** Gives a terminal a code to pair with. False when there is no such terminal, it is revoked, or the code is another's. */
export async function writePairing(
  database: Database,
  name: string,
  { hash, expiresAt, now }: { readonly hash: string; readonly expiresAt: number; readonly now: number },
): Promise<boolean> {
  const other = await findByPairing(database, hash, now)
  if (other) return false
  const { numUpdatedRows } = await tables(database)
    .updateTable('replication_terminals')
    .set({ pairing_hash: hash, pairing_expires_at: expiresAt })
    .where('name', '=', name)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Exchanges a code that is good for a token, once. Null when it is not. */
export async function takePairing(
  database: Database,
  { hash, tokenHash, now }: { readonly hash: string; readonly tokenHash: string; readonly now: number },
): Promise<TerminalRow | null> {
  const row = await findByPairing(database, hash, now)
  if (!row) return null
  const { numUpdatedRows } = await tables(database)
    .updateTable('replication_terminals')
    .set({ token_hash: tokenHash, pairing_hash: null, pairing_expires_at: null })
    .where('name', '=', row.name)
    .where('pairing_hash', '=', hash)
    .executeTakeFirst()
  return numUpdatedRows > 0n ? row : null
}

async function findByPairing(database: Database, hash: string, now: number): Promise<TerminalRow | null> {
  const row = await tables(database)
    .selectFrom('replication_terminals')
    .selectAll()
    .where('pairing_hash', '=', hash)
    .where('pairing_expires_at', '>', now)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row ? toRow(row) : null
}

/** False when there is no such terminal, or it is revoked already. */
export async function revokeRow(database: Database, name: string, revokedAt: number): Promise<boolean> {
  const { numUpdatedRows } = await tables(database)
    .updateTable('replication_terminals')
    .set({ revoked_at: revokedAt, pairing_hash: null, pairing_expires_at: null })
    .where('name', '=', name)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

function tables(database: Database): Kysely<Pick<ReplicationTables, 'replication_terminals'>> {
  return database.kysely.withTables<Pick<ReplicationTables, 'replication_terminals'>>()
}

function toRow({ name, token_hash, scopes, created_at, revoked_at }: TerminalRow): TerminalRow {
  return { name, token_hash, scopes, created_at: Number(created_at), revoked_at: revoked_at === null ? null : Number(revoked_at) }
}
