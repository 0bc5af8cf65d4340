import type { Database } from '@barra/database'
import { windowClock, type WindowClock } from './window.ts'
import { wallClockReader } from './wall-clock-reader.ts'

/** What it takes to say what a document is at this moment. */
export interface SequencingContext {
  readonly database: Database
  readonly clock: () => Date
  readonly firstDayOf: WindowClock
  readonly readWallClock: (text: string) => string | null
}

/** @param timeZone the IANA zone of the main database's wall-clock times */
export function sequencingContext(database: Database, clock: () => Date, timeZone: string): SequencingContext {
  return { database, clock, firstDayOf: windowClock(clock, timeZone), readWallClock: wallClockReader(timeZone) }
}
