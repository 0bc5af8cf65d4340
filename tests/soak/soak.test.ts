// A short soak; `npm run soak` makes it as long as one likes and also holds the memory flat.
import { expect, it, onTestFinished } from 'vitest'
import { startThrowAwayMariadb } from '../mariadb/throw-away-mariadb.ts'
import { runSoak } from './run-soak.ts'

/** For what hangs: on a busy machine two hundred terminals take minutes to read all there is. */
const LIMIT_MS = 600_000

it('loses nothing under 200 terminals with live hints and a push storm from 20 of them', { timeout: LIMIT_MS }, async () => {
  const mariadb = await startThrowAwayMariadb()
  onTestFinished(() => mariadb.stop())
  const shape = { terminals: 200, pushers: 20, seconds: 8, seed: Date.now() % 1_000_000_000 }
  const { violations, hints, tickets } = await runSoak({ databaseUrl: await mariadb.createDatabase(), ...shape })
  expect(violations.slice(0, 10)).toEqual([])
  expect(tickets).toBe(1_000)
  expect(hints).toBeGreaterThan(200)
})
