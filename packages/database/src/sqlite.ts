import LibsqlDatabase from 'libsql'
import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { Database } from './database.ts'
import { SqliteDriver } from './sqlite-driver.ts'

/** One connection to a SQLite file, in WAL mode, shared by everything in this process. */
export function openSqlite(path: string): Database {
  const connection = new LibsqlDatabase(path)
  connection.exec('PRAGMA journal_mode = WAL')
  connection.exec('PRAGMA synchronous = FULL')
  connection.exec('PRAGMA foreign_keys = ON')
  // Waiting inside SQLite would block the event loop that the holder of the lock may need: the driver waits instead.
  connection.exec('PRAGMA busy_timeout = 0')

  const kysely = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new SqliteDriver(connection),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
  let closing: Promise<void> | undefined
  return { kysely, dialect: 'sqlite', close: () => (closing ??= kysely.destroy()) }
}
