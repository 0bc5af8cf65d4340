// `npm run model -- --runs 500 [--seed N] [--database mariadb]`: many nights, and the figures of what happened in them.
import { parseArgs } from 'node:util'
import { startThrowAwayMariadb } from '../../mariadb/throw-away-mariadb.ts'
import { searchNights } from './search-nights.ts'
import { Stage } from './stage.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    database: { type: 'string', default: 'sqlite' },
  },
})
const mariadb = values.database === 'mariadb' ? await startThrowAwayMariadb() : undefined
const stage = await Stage.setUp(mariadb?.url(''))
const startedAt = Date.now()
try {
  console.log(`${values.runs} nights on ${values.database}, seed ${values.seed}`)
  await searchNights(stage, { seed: Number(values.seed), runs: Number(values.runs) })
  console.log('every invariant held')
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  console.log({ ...stage.counts, seconds: Math.round((Date.now() - startedAt) / 1000) })
  await stage.tearDown()
  await mariadb?.stop()
}
