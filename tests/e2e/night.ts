// What most end-to-end tests begin with: a club's server of its own, its main database, and a terminal in Chromium.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { ClubServer } from './club-server.ts'
import { MainDatabase } from './main-database.ts'
import { Terminal } from './terminal.ts'

export interface Night {
  server: ClubServer
  db: MainDatabase
  terminal: Terminal
}

export const test = base.extend<Night>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern
  server: async ({}, use, testInfo) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'barra-e2e-'))
    const server = new ClubServer(dataDir)
    await server.start()
    await use(server)
    await server.stop()
    if (testInfo.status !== testInfo.expectedStatus) console.log(server.output)
    await rm(dataDir, { recursive: true })
  },
  db: async ({ server }, use) => {
    const db = new MainDatabase(server.dataDir)
    await use(db)
    await db.close()
  },
  terminal: async ({ page }, use) => {
    await use(new Terminal(page))
  },
})

export { expect } from '@playwright/test'
