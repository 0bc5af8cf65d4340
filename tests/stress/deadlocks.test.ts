import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection, type Connection } from 'mysql2/promise'
import { expect, it, onTestFinished } from 'vitest'
import { eventually } from '../eventually.ts'
import { startThrowAwayMariadb } from '../mariadb/throw-away-mariadb.ts'
import { deadlocksIn, namesReplication } from './deadlocks.ts'

it('finds every deadlock in the log, and tells one over a replication table from the others', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'barra-deadlocks-'))
  const errorLog = join(directory, 'error.log')
  const mariadb = await startThrowAwayMariadb({ serverArguments: ['--innodb-print-all-deadlocks=1', `--log-error=${errorLog}`] })
  onTestFinished(async () => {
    await mariadb.stop()
    rmSync(directory, { recursive: true })
  })
  const url = await mariadb.createDatabase()
  const [first, second] = [await createConnection(url), await createConnection(url)]
  for (const table of ['Visits', 'replication_outbox']) {
    await first.query(`CREATE TABLE ${table} (id INT PRIMARY KEY, v INT) ENGINE=InnoDB`)
    await first.query(`INSERT INTO ${table} VALUES (1, 0), (2, 0)`)
  }
  await deadlock(first, second, 'Visits')
  await deadlock(first, second, 'replication_outbox')
  await Promise.all([first.end(), second.end()])

  await eventually(() => {
    expect(deadlocksIn(readFileSync(errorLog, 'utf8')).map(namesReplication)).toEqual([false, true])
  })
})

/** Each holds the row that the other one wants. */
async function deadlock(first: Connection, second: Connection, table: string): Promise<void> {
  await Promise.all([first.beginTransaction(), second.beginTransaction()])
  await first.query(`UPDATE ${table} SET v = 1 WHERE id = 1`)
  await second.query(`UPDATE ${table} SET v = 1 WHERE id = 2`)
  const outcomes = await Promise.allSettled([
    first.query(`UPDATE ${table} SET v = 2 WHERE id = 2`),
    second.query(`UPDATE ${table} SET v = 2 WHERE id = 1`),
  ])
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  await Promise.all([first.rollback(), second.rollback()])
}
