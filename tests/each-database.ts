// Every contract holds on SQLite and on MariaDB: one suite, run once for each.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, type Database } from '@barra/database'
import { afterAll, describe, inject, onTestFinished } from 'vitest'
import { eventually } from './eventually.ts'
import { createDatabaseOn, dropDatabase } from './mariadb/create-database.ts'
import { createServingAccount, type Served } from './mariadb/serving-account.ts'

export interface FreshDatabase {
  /** Opened on an empty database. */
  readonly database: Database
  /** For a process of its own, or to open it again. */
  readonly url: string
  /** Another connection to the same database, as another process would have it. */
  openAgain(): Database
  /** What the endpoint serves with: on MariaDB an account that may do nothing at all until `grantServing()`; on SQLite the file. */
  readonly servingUrl: string
  /** A connection of the endpoint's, as its process has it. */
  openServing(): Database
  /** After an install: gives the serving account what `replication-server grants` prints, and no more. */
  grantServing(served?: Served): Promise<void>
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
  describe('on MariaDB', () =>
    suite(
      closingAfterAll(() => createMariadbDatabase(inject('mariadbUrl'))),
      'mysql',
    ))
}

/** Makes empty databases on a server of the test's own, which ends with the test; closed with it, too. */
export function openFreshOn(serverUrl: string): OpenFresh {
  return async () => {
    const opened: Database[] = []
    onTestFinished(async () => void (await Promise.all(opened.map((database) => database.close()))))
    return opening(await createMariadbDatabase(serverUrl), opened)
  }
}

interface CreatedDatabase extends Pick<FreshDatabase, 'url' | 'servingUrl' | 'grantServing'> {
  remove(): Promise<void>
}

async function createSqliteFile(): Promise<CreatedDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'barra-sqlite-'))
  const url = `sqlite:${join(directory, 'main.db')}`
  const remove = () => rm(directory, { recursive: true, force: true })
  return { url, servingUrl: url, grantServing: async () => {}, remove }
}

async function createMariadbDatabase(serverUrl: string): Promise<CreatedDatabase> {
  const url = await createDatabaseOn(serverUrl)
  const account = await createServingAccount(url)
  const remove = async () => {
    // MariaDB forgets a table before its file is gone, and then now and then finds the directory not empty.
    await eventually(() => dropDatabase(url))
    await account.drop()
  }
  return { url, servingUrl: account.url, grantServing: account.grant, remove }
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
    return opening(fresh, opened)
  }
}

function opening({ url, servingUrl, grantServing }: CreatedDatabase, opened: Database[]): FreshDatabase {
  const open = (openedUrl: string) => {
    const database = openDatabase(openedUrl)
    opened.push(database)
    return database
  }
  return {
    database: open(url),
    url,
    openAgain: () => open(url),
    servingUrl,
    openServing: () => open(servingUrl),
    grantServing,
  }
}
