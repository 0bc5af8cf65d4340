// `npm run soak -- [--minutes 10] [--terminals 200] [--pushers 20] [--seed n]`: ends with exit code 1 if anything was not as promised.
import { parseArgs } from 'node:util'
import { startThrowAwayMariadb } from '../mariadb/throw-away-mariadb.ts'
import { runSoak } from './run-soak.ts'

/** Garbage that waits to be collected comes and goes; a leak only grows. */
const GROWTH_LIMIT = 1.15

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    terminals: { type: 'string', default: '200' },
    pushers: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
})
const [minutes, terminals, pushers, seed] = [values.minutes, values.terminals, values.pushers, values.seed].map(Number) as [
  ...[number, number, number, number],
]
if (!(minutes > 0) || ![terminals, pushers, seed].every(Number.isSafeInteger)) throw new TypeError('every option is a number')

const mariadb = await startThrowAwayMariadb()
try {
  const { violations, ...figures } = await runSoak({
    ...{ databaseUrl: await mariadb.createDatabase(), terminals, pushers, seed, seconds: minutes * 60 },
    onProgress: (line) => console.log(line),
  })
  const growth = figures.memoryLate / figures.memoryEarly
  for (const [name, figure] of Object.entries(figures)) console.log(`${name.padEnd(14)} ${figure}`)
  console.log(`memory growth  ${growth.toFixed(2)} × (limit ${GROWTH_LIMIT})`)
  console.log(`violations     ${violations.length}`)
  for (const violation of violations.slice(0, 20)) console.log(`  ${violation}`)
  process.exitCode = violations.length === 0 && growth <= GROWTH_LIMIT ? 0 : 1
} finally {
  await mariadb.stop()
}
process.exit()
