// A short run of the oracle stress on each database; `npm run stress` makes it as long as one likes.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startThrowAwayMariadb } from '../mariadb/throw-away-mariadb.ts'
import { deadlocksIn, namesReplication } from './deadlocks.ts'
import { runStress } from './run-stress.ts'

/** For what hangs: on a busy machine the processes alone take a minute to start. */
const LIMIT_MS = 300_000

it('keeps every reader equal to the tables while writers race and processes die, on MariaDB', { timeout: LIMIT_MS }, async () => {
  const errorLog = join(aDirectory(), 'error.log')
  const mariadb = await startThrowAwayMariadb({ serverArguments: ['--innodb-print-all-deadlocks=1', `--log-error=${errorLog}`] })
  onTestFinished(() => mariadb.stop())
  const shape = { writerProcesses: 2, writersPerProcess: 8, endpoints: 3, readers: 2, keys: 150, killEveryMs: 1_200 }
  const seed = aSeed()
  const summary = await runStress({ databaseUrl: await mariadb.createDatabase(), seed, changes: 4_000, ...shape })

  expect(summary.violations, `seed ${seed}`).toEqual([])
  expect(deadlocksIn(readFileSync(errorLog, 'utf8')).filter(namesReplication)).toEqual([])
  expect(summary).toMatchObject({ lockTimeouts: 0 })
  expect(summary.changes).toBeGreaterThanOrEqual(4_000)
})

it('keeps every reader equal to the tables while writers race and processes die, on SQLite', { timeout: LIMIT_MS }, async () => {
  const databaseUrl = `sqlite:${join(aDirectory(), 'main.db')}`
  const shape = { writerProcesses: 3, writersPerProcess: 1, endpoints: 3, readers: 2, keys: 100, killEveryMs: 1_200 }
  const seed = aSeed()
  const summary = await runStress({ databaseUrl, seed, changes: 800, ...shape })

  expect(summary.violations, `seed ${seed}`).toEqual([])
  expect(summary.changes).toBeGreaterThanOrEqual(800)
})

/** Each run draws another; STRESS_SEED repeats one. */
function aSeed(): number {
  return Number(process.env.STRESS_SEED ?? Date.now() % 1_000_000_000)
}

function aDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'barra-stress-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}
