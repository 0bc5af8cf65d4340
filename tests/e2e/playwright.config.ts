import { defineConfig } from '@playwright/test'
import { chromiumLaunch } from '../chromium.ts'
import type { NightOptions } from './night.ts'

export default defineConfig<NightOptions>({
  testDir: '.',
  outputDir: '../../test-results',
  globalSetup: './build-sale-app.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // Only ends what hangs: a busy machine needs a minute for what takes a third of it.
  timeout: 240_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json']],
  use: {
    browserName: 'chromium',
    launchOptions: chromiumLaunch,
    viewport: { width: 1366, height: 768 },
    locale: 'es-AR',
    timezoneId: 'America/Argentina/Buenos_Aires',
    actionTimeout: 30_000,
    // A trace of every step costs a third of the time: `npm run e2e -- --trace retain-on-failure` asks for one.
    screenshot: 'only-on-failure',
  },
  projects: [{ name: 'on SQLite' }, { name: 'on MariaDB', grep: /@every-database/, use: { engine: 'mariadb' } }],
})
