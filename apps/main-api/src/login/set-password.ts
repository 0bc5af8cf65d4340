import type { Database } from '@barra/database'
import type { MainTables } from '../schema/main-tables.ts'
import { HASH_SCHEME, hashPassword } from './password-hash.ts'

/**
 * Gives a user a new password; false when there is no such user, or it has a password that some other system hashed and that must
 * not be lost.
 */
export async function setPassword(database: Database, username: string, password: string): Promise<boolean> {
  const { numUpdatedRows } = await database.kysely
    .withTables<MainTables>()
    .updateTable('Users')
    .set({ password: await hashPassword(password) })
    .where('username', '=', username)
    .where((where) => where.or([where('password', 'is', null), where('password', 'like', `${HASH_SCHEME}$%`)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
