import { setImmediate as turnEventLoop, setTimeout as sleep } from 'node:timers/promises'
import type LibsqlDatabase from 'libsql'
import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import { Mutex } from './mutex.ts'

const BUSY_WAIT_LIMIT_MS = 10_000
const BUSY_WAIT_STEP_MS = 5
const LONGEST_HOLD_MS = 10

/**
 * Runs kysely on one libsql connection. Transactions begin IMMEDIATE, since a deferred one that turns into a writer
 * fails when somebody else wrote meanwhile; a locked database is waited for without blocking the event loop.
 */
export class SqliteDriver implements Driver {
  readonly #connection: SqliteConnection
  readonly #database: LibsqlDatabase.Database
  readonly #mutex = new Mutex()

  constructor(database: LibsqlDatabase.Database) {
    this.#database = database
    this.#connection = new SqliteConnection(database)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#mutex.lock()
    return this.#connection
  }

  async releaseConnection(): Promise<void> {
    this.#mutex.unlock()
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`savepoint "${name}"`))
  }

  async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`rollback to "${name}"`))
  }

  async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`release "${name}"`))
  }

  async destroy(): Promise<void> {
    await this.#mutex.lock()
    this.#database.close()
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: LibsqlDatabase.Database
  #turnedAt = 0

  constructor(database: LibsqlDatabase.Database) {
    this.#database = database
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    await this.#letOthersRun()
    const giveUpAt = Date.now() + BUSY_WAIT_LIMIT_MS
    // One statement for all tries: libsql leaves a failed one open, and an open statement forbids the next commit.
    let statement: LibsqlDatabase.Statement | undefined
    const values = query.parameters.map(toSqliteValue)
    for (;;) {
      try {
        statement ??= this.#database.prepare(query.sql)
        return execute<R>(statement, values)
      } catch (error) {
        if (!isBusy(error) || Date.now() >= giveUpAt) throw error
        await sleep(BUSY_WAIT_STEP_MS * (1 + Math.random()))
      }
    }
  }

  /** Statements are synchronous: awaited one after another they would keep timers and sockets waiting for as long as it takes. */
  async #letOthersRun(): Promise<void> {
    if (performance.now() - this.#turnedAt < LONGEST_HOLD_MS) return
    await turnEventLoop()
    this.#turnedAt = performance.now()
  }

  // eslint-disable-next-line require-yield -- part of kysely's interface; nothing here streams
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not supported on SQLite: page through the rows instead')
  }
}

function execute<R>(statement: LibsqlDatabase.Statement, values: unknown[]): QueryResult<R> {
  if (statement.reader) return { rows: statement.all(values) as R[] }
  const { changes, lastInsertRowid } = statement.run(values)
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
}

function toSqliteValue(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value
}

function isBusy(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && code.startsWith('SQLITE_BUSY')
}
