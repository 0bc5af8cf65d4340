import { Kysely, MysqlDialect } from 'kysely'
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
  const kysely = new Kysely<unknown>({ dialect: new MysqlDialect({ pool }) })
  let closing: Promise<void> | undefined
  return { kysely, dialect: 'mysql', close: () => (closing ??= kysely.destroy()) }
}
