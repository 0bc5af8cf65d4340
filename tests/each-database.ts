// Every contract holds on SQLite and on MariaDB: one suite, run once for each.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, type Database } from '@barra/database'
import { afterAll, describe, inject } from 'vitest'
import { createDatabaseOn, dropDatabase } from './mariadb/create-database.ts'

export interface FreshDatabase {
  /** Opened on an empty database. */
  readonly database: Database
  /** For a process of its own, or to open it again. */
  readonly url: string
  /** Another connection to the same database, as another process would have it. */
  openAgain(): Database
}

export type OpenFresh = () => Promise<FreshDatabase>

/**
 * Runs the suite on SQLite (a file) and on MariaDB. `openFresh()` gives an empty database each time it is called, in a test or a
 * hook; everything it opened is closed and removed after the suite.
 *
 *     describeEachDatabase((openFresh, dialect) => {
 *       it('…', async () => {
 *         const { database } = await openFresh()
 *       })
 *     })
 */
export function describeEachDatabase(suite: (openFresh: OpenFresh, dialect: 'sqlite' | 'mysql') => void): void {
  describe('on SQLite', () => suite(closingAfterAll(createSqliteFile), 'sqlite'))
  describe('on MariaDB', () => suite(closingAfterAll(createMariadbDatabase), 'mysql'))
}

interface CreatedDatabase {
  readonly url: string
  remove(): Promise<void>
}

async function createSqliteFile(): Promise<CreatedDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'barra-sqlite-'))
  return { url: `sqlite:${join(directory, 'main.db')}`, remove: () => rm(directory, { recursive: true, force: true }) }
}

async function createMariadbDatabase(): Promise<CreatedDatabase> {
  const url = await createDatabaseOn(inject('mariadbUrl'))
  return { url, remove: () => dropDatabase(url) }
}

function closingAfterAll(create: () => Promise<CreatedDatabase>): OpenFresh {
  const opened: Database[] = []
  const created: CreatedDatabase[] = []
  afterAll(async () => {
    await Promise.all(opened.splice(0).map((database) => database.close()))
    await Promise.all(created.splice(0).map((database) => database.remove()))
  })
  return async () => {
    const fresh = await create()
    created.push(fresh)
    const open = () => {
      const database = openDatabase(fresh.url)
      opened.push(database)
      return database
    }
    return { database: open(), url: fresh.url, openAgain: open }
  }
}
