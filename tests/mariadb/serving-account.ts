// The account that the endpoint serves with, beside the one that installed: what it may do is what `replication-server grants` prints.
import { createConnection } from 'mysql2/promise'
import type { CollectionConfiguration } from '../../replication-server/src/configuration/collections.ts'
import { defaultCollections } from '../../replication-server/src/configuration/default-collections.ts'
import { grantStatements } from '../../replication-server/src/install/grant-statements.ts'
import { servingGrants } from '../../replication-server/src/install/serving-grants.ts'
import type { StockMode } from '../../replication-server/src/intake/ticket-intake.ts'

/** What an endpoint is configured to do; the default configuration unless told. */
export interface Served {
  readonly collections?: readonly CollectionConfiguration[]
  readonly stock?: StockMode
}

export interface ServingAccount {
  /** Of the database, as this account. */
  readonly url: string
  /** Grants what serving needs; the tables must be there. */
  grant(served?: Served): Promise<void>
  drop(): Promise<void>
}

/** Makes an account that may do nothing yet, named after the database. @param databaseUrl of an account that may make others */
export async function createServingAccount(databaseUrl: string): Promise<ServingAccount> {
  const databaseName = new URL(databaseUrl).pathname.slice(1)
  const account = { user: databaseName, host: '%' }
  await run(databaseUrl, [`CREATE USER '${account.user}'@'${account.host}'`])
  const url = new URL(databaseUrl)
  url.username = account.user
  return {
    url: url.href,
    grant: ({ collections = defaultCollections, stock = 'untouched' } = {}) =>
      run(databaseUrl, grantStatements(servingGrants(collections, stock), databaseName, account)),
    drop: async () => {
      const server = new URL(databaseUrl)
      server.pathname = '/'
      await run(server.href, [`DROP USER '${account.user}'@'${account.host}'`])
    },
  }
}

/** Where an endpoint's process serves an installed database: on MariaDB by an account of its own; a SQLite file knows none. */
export async function servingUrlOf(databaseUrl: string): Promise<string> {
  if (databaseUrl.startsWith('sqlite:')) return databaseUrl
  const account = await createServingAccount(databaseUrl)
  await account.grant()
  return account.url
}

async function run(url: string, statements: readonly string[]): Promise<void> {
  const connection = await createConnection(url)
  try {
    for (const statement of statements) await connection.query(statement)
  } finally {
    await connection.end()
  }
}
