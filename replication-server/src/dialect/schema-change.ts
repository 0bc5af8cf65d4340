import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@barra/database'
import { sql, type RawBuilder } from 'kysely'
import { isLostRace } from './database-faults.ts'

const GIVE_UP_AFTER_MS = 60_000
const PAUSE_MS = 200
const TRIGGER_EXISTS = 1359

/**
 * Runs one CREATE or DROP. On MySQL it waits for the open transactions on its table, and whoever comes after queues behind it,
 * readers too: so it waits a second at most, lets the queue through, and tries again for a minute.
 * A trigger that another process created meanwhile is as good as ours.
 * @throws the last lock timeout when the table was never free.
 */
export async function runSchemaChange({ kysely, dialect }: Database, statement: RawBuilder<unknown>): Promise<void> {
  if (dialect === 'sqlite') {
    await statement.execute(kysely)
    return
  }
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS
  await kysely.connection().execute(async (connection) => {
    await sql`SET SESSION lock_wait_timeout = 1`.execute(connection)
    try {
      for (;;) {
        try {
          await statement.execute(connection)
          return
        } catch (error) {
          if ((error as { errno?: unknown }).errno === TRIGGER_EXISTS) return
          if (!isLostRace(error) || Date.now() >= giveUpAt) throw error
          await sleep(PAUSE_MS)
        }
      }
    } finally {
      await sql`SET SESSION lock_wait_timeout = DEFAULT`.execute(connection).catch(() => {})
    }
  })
}
