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
}

interface Night {
  databaseUrl: string
  server: ClubServer
  db: MainDatabase
  terminal: Terminal
}

export const test = base.extend<Night & NightOptions>({
  engine: ['sqlite', { option: true }],
  databaseUrl: async ({ engine }, use) => {
    if (engine === 'mariadb') {
      const mariadb = await startThrowAwayMariadb()
      await use(await mariadb.createDatabase())
      await mariadb.stop()
    } else {
      const folder = await mkdtemp(join(tmpdir(), 'barra-club-'))
      await use(`sqlite:${join(folder, 'club.db')}`)
      await rm(folder, { recursive: true })
    }
  },
  server: async ({ databaseUrl }, use, testInfo) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'barra-data-'))
    const server = new ClubServer({ DATA_DIR: dataDir, DATABASE_URL: databaseUrl })
    await server.start()
    await use(server)
    await server.stop()
    if (testInfo.status !== testInfo.expectedStatus) console.log(server.output)
    await rm(dataDir, { recursive: true })
  },
  db: async ({ server: _, databaseUrl }, use) => {
    const db = new MainDatabase(databaseUrl)
    await use(db)
    await db.close()
  },
  terminal: async ({ page }, use) => {
    await use(new Terminal(page))
  },
})

export { expect } from '@playwright/test'
