import { BUSINESS_DAY_ROLLOVER_HOUR, businessDay, daysBefore, toWallClock } from '@barra/domain'
import { weekdayId } from '../schema/weekday.ts'
import { HOUR_MS, parseWall, type WallMs } from './wall-clock.ts'

export interface Night {
  /** The business day, 'YYYY-MM-DD'. */
  readonly day: string
  readonly idDay: number
  readonly opensAt: WallMs
  /** When everybody has gone home; now, for the night that is still on. */
  readonly endsAt: WallMs
}

const OPENING_HOUR = 22
const CLOSING_HOUR = 24 + 6

/** The nights before the business day of `now`, oldest first, and tonight. */
export function makeNights(now: Date, timeZone: string, before: number): { history: Night[]; tonight: Night } {
  const today = businessDay(now, timeZone)
  const history = Array.from({ length: before }, (_, index) => {
    const day = daysBefore(today, before - index)
    return {
      day,
      idDay: weekdayId(day),
      opensAt: parseWall(day) + OPENING_HOUR * HOUR_MS,
      endsAt: parseWall(day) + CLOSING_HOUR * HOUR_MS,
    }
  })
  return { history, tonight: makeTonight(today, parseWall(toWallClock(now, timeZone))) }
}

/** Somebody may try the demo at noon: then the doors opened four hours ago, but never before the business day began. */
function makeTonight(day: string, now: WallMs): Night {
  const dayStartsAt = parseWall(day) + BUSINESS_DAY_ROLLOVER_HOUR * HOUR_MS
  const opensAt = Math.max(dayStartsAt, Math.min(parseWall(day) + OPENING_HOUR * HOUR_MS, now - 4 * HOUR_MS))
  return { day, idDay: weekdayId(day), opensAt, endsAt: now }
}
