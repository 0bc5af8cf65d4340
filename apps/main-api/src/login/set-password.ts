import type { Database } from '@barra/database'
import type { MainTables } from '../schema/main-tables.ts'
import { hashPassword } from './password-hash.ts'

/** Gives a user a new password; false when there is no such user. */
export async function setPassword(database: Database, username: string, password: string): Promise<boolean> {
  const { numUpdatedRows } = await database.kysely
    .withTables<MainTables>()
    .updateTable('Users')
    .set({ password: await hashPassword(password) })
    .where('username', '=', username)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
