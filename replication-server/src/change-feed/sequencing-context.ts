import type { Database } from '@barra/database'
import { SchemaGuard } from './schema-guard-database.ts'
import { windowClock, type WindowClock } from './window.ts'
import { wallClockReader } from './wall-clock-reader.ts'

/** What it takes to say what a document is at this moment. */
export interface SequencingContext {
  readonly database: Database
  readonly clock: () => Date
  readonly schema: SchemaGuard
  readonly firstDayOf: WindowClock
  readonly readWallClock: (text: string) => string | null
}

/** @param timeZone the IANA zone of the main database's wall-clock times */
export function sequencingContext(database: Database, clock: () => Date, timeZone: string): SequencingContext {
  const schema = new SchemaGuard(database.dialect)
  return { database, clock, schema, firstDayOf: windowClock(clock, timeZone), readWallClock: wallClockReader(timeZone) }
}
