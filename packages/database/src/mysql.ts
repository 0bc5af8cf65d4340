import { CompiledQuery, Kysely, MysqlDialect, type DatabaseConnection } from 'kysely'
import { createPool } from 'mysql2'
import type { Database } from './database.ts'

const POOL_SIZE = 10

/** A pool on MySQL or MariaDB that leaves values as the database prints them: decimals and times as text. */
export function openMysql(url: string): Database {
  const pool = createPool({
    uri: url.replace(/^mariadb:/, 'mysql:'),
    connectionLimit: POOL_SIZE,
    charset: 'utf8mb4',
    dateStrings: true,
    supportBigNumbers: true,
  })
  const kysely = new Kysely<unknown>({ dialect: new MysqlDialect({ pool, onCreateConnection: escapeByBackslash }) })
  let closing: Promise<void> | undefined
  return { kysely, dialect: 'mysql', close: () => (closing ??= kysely.destroy()) }
}

/**
 * The driver writes values into the statement and escapes quotes with a backslash. Where the server takes a backslash for a letter
 * (NO_BACKSLASH_ESCAPES), a quote in any value would end the text and the rest of it would run as SQL.
 */
async function escapeByBackslash(connection: DatabaseConnection): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw("SET SESSION sql_mode = REPLACE(@@sql_mode, 'NO_BACKSLASH_ESCAPES', '')"))
}
