// What most end-to-end tests begin with: a club's server of its own, its main database, and a terminal in Chromium.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { startThrowAwayMariadb } from '../mariadb/throw-away-mariadb.ts'
import { ClubServer } from './club-server.ts'
import { MainDatabase } from './main-database.ts'
import { Terminal } from './terminal.ts'

export interface NightOptions {
  /** What the club's database is. */
  engine: 'sqlite' | 'mariadb'
  /** Where the club is, by its IANA time zone, and when its server first starts; in Buenos Aires and now unless given. */
  club: { readonly timeZone: string; readonly startsAt: string } | null
  /** What else the server is told by its environment. */
  environment: Readonly<Record<string, string>>
}

interface Night {
  databaseUrl: string
  server: ClubServer
  db: MainDatabase
  terminal: Terminal
}

/** A night of its own for each test, which may kill its server. */
export const test = base.extend<Night & NightOptions>({
  engine: ['sqlite', { option: true }],
  club: [null, { option: true }],
  environment: [{}, { option: true }],
  databaseUrl: async ({ engine }, use) => {
    if (engine === 'mariadb') {
      const mariadb = await startThrowAwayMariadb()
      await use(await mariadb.createDatabase())
      await mariadb.stop()
    } else await withSqlite(use)
  },
  server: async ({ databaseUrl, club, environment }, use, testInfo) => {
    await withServer(databaseUrl, { club, environment }, async (server) => {
      await use(server)
      if (testInfo.status !== testInfo.expectedStatus) console.log(server.output)
    })
  },
  db: async ({ server: _, databaseUrl }, use) => {
    await withMainDatabase(databaseUrl, use)
  },
  terminal: async ({ page }, use) => {
    await use(new Terminal(page))
  },
})

/** One server for all tests of a worker, which sell to people of their own and leave it running. */
export const sharedNight = base.extend<Pick<Night, 'terminal'>, Pick<Night, 'databaseUrl' | 'server' | 'db'>>({
  databaseUrl: [async ({ browserName: _ }, use) => withSqlite(use), { scope: 'worker' }],
  server: [async ({ databaseUrl }, use) => withServer(databaseUrl, { club: null, environment: {} }, use), { scope: 'worker' }],
  db: [async ({ server: _, databaseUrl }, use) => withMainDatabase(databaseUrl, use), { scope: 'worker' }],
  terminal: async ({ page }, use) => {
    await use(new Terminal(page))
  },
})

export { expect } from '@playwright/test'

async function withSqlite(use: (databaseUrl: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'barra-club-'))
  await use(`sqlite:${join(folder, 'club.db')}`)
  await rm(folder, { recursive: true })
}

async function withServer(
  databaseUrl: string,
  { club, environment }: Pick<NightOptions, 'club' | 'environment'>,
  use: (server: ClubServer) => Promise<void>,
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'barra-data-'))
  const server = new ClubServer({
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    ...(club && { CLUB_TIME_ZONE: club.timeZone }),
    ...environment,
  })
  if (club) server.setClock(new Date(club.startsAt))
  await server.start()
  await use(server)
  await server.stop()
  await rm(dataDir, { recursive: true })
}

async function withMainDatabase(databaseUrl: string, use: (db: MainDatabase) => Promise<void>): Promise<void> {
  const db = new MainDatabase(databaseUrl)
  await use(db)
  await db.close()
}
