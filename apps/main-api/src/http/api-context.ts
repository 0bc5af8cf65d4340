import type { Database } from '@barra/database'
import type { Kysely, Transaction } from 'kysely'
import { businessDay, toWallClock } from '@barra/domain'
import type { MainTables } from '../schema/main-tables.ts'

export type MainKysely = Kysely<MainTables>
export type MainTransaction = Transaction<MainTables>

/** What every route works with. */
export interface ApiContext {
  readonly kysely: MainKysely
  /** 'YYYY-MM-DD HH:MM:SS' on the club's wall clock. */
  wallClock(): string
  /** 'YYYY-MM-DD' */
  businessDay(): string
}

export function apiContext(database: Database, clock: () => Date, timeZone: string): ApiContext {
  return {
    kysely: database.kysely.withTables<MainTables>(),
    wallClock: () => toWallClock(clock(), timeZone),
    businessDay: () => businessDay(clock(), timeZone),
  }
}
