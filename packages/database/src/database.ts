// Opens the main database, whichever it is, behind one kysely interface.
import type { Kysely } from 'kysely'
import { openMysql } from './mysql.ts'
import { openSqlite } from './sqlite.ts'

export type DatabaseDialect = 'sqlite' | 'mysql'

export interface Database {
  /** Callers name their tables with `kysely.withTables<…>()`. */
  readonly kysely: Kysely<unknown>
  readonly dialect: DatabaseDialect
  /** Ends running statements and gives the connections back; safe to call twice. */
  close(): Promise<void>
}

/**
 * Opens `mysql://user:password@host:port/name` (also `mariadb://`) or `sqlite:<path>` (`sqlite::memory:`).
 * DECIMAL columns come as strings from MySQL and as numbers from SQLite; DATE and DATETIME come as text from both.
 * @throws TypeError when the URL names no database known here. A server that does not answer shows at the first query.
 */
export function openDatabase(url: string): Database {
  if (/^(mysql|mariadb):\/\//.test(url)) return openMysql(url)
  if (url.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length))
  throw new TypeError('a database URL begins with mysql://, mariadb:// or sqlite:')
}
