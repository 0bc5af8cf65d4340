// `npm run stress -- [--changes 1000000] [--seed n] [--database mariadb|sqlite] [--keys n]`: the oracle stress at full length.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startThrowAwayMariadb } from '../mariadb/throw-away-mariadb.ts'
import { deadlocksIn, namesReplication } from './deadlocks.ts'
import { runStress, type StressSummary } from './run-stress.ts'

const { values } = parseArgs({
  options: {
    changes: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    database: { type: 'string', default: 'mariadb' },
    keys: { type: 'string', default: '2000' },
  },
})
const [seed, changes, keys] = [values.seed, values.changes, values.keys].map(Number) as [number, number, number]
if (![seed, changes, keys].every(Number.isSafeInteger)) throw new TypeError('--seed, --changes and --keys are whole numbers')

const directory = mkdtempSync(join(tmpdir(), 'barra-stress-'))
process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
const onProgress = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${line}`)
console.log(`seed ${seed}, ${changes} changes on ${values.database}`)

const summary = values.database === 'sqlite' ? await onSqlite() : await onMariadb()
report(summary)
process.exit(summary.violations.length === 0 ? 0 : 1)

async function onMariadb(): Promise<StressSummary> {
  const errorLog = join(directory, 'error.log')
  const mariadb = await startThrowAwayMariadb({ serverArguments: ['--innodb-print-all-deadlocks=1', `--log-error=${errorLog}`] })
  try {
    const shape = { writerProcesses: 2, writersPerProcess: 10, endpoints: 3, readers: 3, keys, killEveryMs: 10_000 }
    const databaseUrl = await mariadb.createDatabase()
    const result = await runStress({ databaseUrl, seed, changes, ...shape, onProgress })
    const blaming = deadlocksIn(readFileSync(errorLog, 'utf8')).filter(namesReplication)
    const timeouts = result.lockTimeouts > 0 ? [`${result.lockTimeouts} writers waited for a lock in vain`] : []
    return { ...result, violations: [...result.violations, ...blaming, ...timeouts] }
  } finally {
    await mariadb.stop()
  }
}

function onSqlite(): Promise<StressSummary> {
  const shape = { writerProcesses: 3, writersPerProcess: 1, endpoints: 3, readers: 2, keys, killEveryMs: 3_000 }
  return runStress({ databaseUrl: `sqlite:${join(directory, 'main.db')}`, seed, changes, ...shape, onProgress })
}

function report({ violations, killed, ...figures }: StressSummary): void {
  for (const [name, figure] of Object.entries(figures)) console.log(`${name.padEnd(14)} ${figure}`)
  console.log(`killed         ${killed.endpoints} endpoints, ${killed.readers} readers, ${killed.writers} writers`)
  console.log(`violations     ${violations.length}`)
  for (const violation of violations.slice(0, 20)) console.log(`  ${violation}`)
}
