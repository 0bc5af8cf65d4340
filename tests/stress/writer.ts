// One writer: transactions with pauses before their commit, some of them rolled back, until it has made its share of changes.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@barra/database'
import { sql } from 'kysely'
import { stressedTables } from './club-tables.ts'
import type { Random } from './random.ts'
import { pickOperation } from './writer-operations.ts'

export interface WriterOptions {
  readonly database: Database
  readonly random: Random
  /** Row changes to commit, by all writers of the tally together. */
  readonly share: number
  /** How many keys of each table the writers share. */
  readonly keys: number
}

/** Grows while the writer works. */
export interface WriterTally {
  /** Row changes that were committed. */
  changes: number
  transactions: number
  rolledBack: number
  /** Transactions that the database gave up for another one. */
  deadlocks: number
  /** A lock that was not given in time: nobody holds one that long, so it is a finding. */
  lockTimeouts: number
}

export function newTally(): WriterTally {
  return { changes: 0, transactions: 0, rolledBack: 0, deadlocks: 0, lockTimeouts: 0 }
}

class ChangedItsMind extends Error {}

export async function write({ database, random, share, keys }: WriterOptions, tally: WriterTally): Promise<void> {
  const isAlone = database.dialect === 'sqlite'
  while (tally.changes < share) {
    try {
      const rows = await database.kysely.transaction().execute(async (transaction) => {
        let changedRows = 0
        const draw = { transaction, dialect: database.dialect, random, keys }
        for (let left = random.between(1, 4); left > 0; left--) {
          const context = { ...draw, table: random.pick(stressedTables) }
          const savepoint = random.chance(0.05)
          if (savepoint) await sql`SAVEPOINT thought`.execute(transaction)
          const changed = await pickOperation(random)(context)
          if (savepoint) await sql`ROLLBACK TO SAVEPOINT thought`.execute(transaction)
          else changedRows += changed
          if (random.chance(0.1)) await sleep(random.between(0, isAlone ? 1 : 5))
        }
        // SQLite's writers wait for each other, so a long thought would only make the run long.
        if (random.chance(0.3)) await sleep(random.between(0, isAlone ? 2 : 20))
        if (!isAlone && random.chance(0.02)) await sleep(random.between(50, 250))
        if (random.chance(0.1)) throw new ChangedItsMind()
        return changedRows
      })
      tally.changes += rows
      tally.transactions++
    } catch (error) {
      const { errno } = error as { errno?: number }
      if (error instanceof ChangedItsMind) tally.rolledBack++
      else if (errno === 1213) tally.deadlocks++
      else if (errno === 1205) tally.lockTimeouts++
      else throw error
    }
    if (isAlone) await sleep(random.between(0, 3))
  }
}
