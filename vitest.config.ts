import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumLaunch } from './tests/chromium.ts'

/** Limits end what hangs: a machine that is busy may need ten times as long as one that is not, and is to pass all the same. */
const patience = { testTimeout: 240_000, hookTimeout: 240_000, expect: { poll: { timeout: 60_000 } } }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...patience,
          name: 'unit',
          include: [
            'packages/{domain,replication-protocol,database}/src/**/*.test.ts',
            '{replication-server,apps/*}/src/**/*.test.ts',
          ],
          exclude: ['apps/sale/src/**/*.browser.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          ...patience,
          name: 'contract',
          include: ['tests/{main-api,change-feed,audit,check,intake,http,conformance,stress,faults,soak}/**/*.test.ts'],
          globalSetup: ['tests/mariadb/global-setup.ts'],
        },
      },
      {
        // Found one by one, each would reload the page under the first tests of a fresh clone.
        optimizeDeps: {
          include: [
            'rxdb/plugins/core',
            'rxdb/plugins/cleanup',
            'rxdb/plugins/local-documents',
            'rxdb/plugins/storage-dexie',
            'rxjs',
            'eventsource',
            'idb-keyval',
            '@cfworker/json-schema',
            '@noble/hashes/scrypt.js',
            '@noble/hashes/sha2.js',
            '@noble/hashes/utils.js',
          ]
            .map((name) => `@barra/local-store > ${name}`)
            .concat('@barra/domain > luxon', '@barra/domain > uuid'),
        },
        test: {
          ...patience,
          name: 'browser',
          include: ['packages/local-store/src/**/*.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromiumLaunch }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
