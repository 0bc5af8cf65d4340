// The main database holds club wall-clock time without a zone; the wire and the terminal hold ISO 8601 with offset.
import { DateTime, IANAZone } from 'luxon'

export const DEFAULT_CLUB_TIME_ZONE = 'America/Argentina/Buenos_Aires'

/** The hour at which a business day ends: a night belongs to the day it started on. */
export const BUSINESS_DAY_ROLLOVER_HOUR = 8

/** Whether it names a zone that this machine knows, as IANA does: 'America/Argentina/Buenos_Aires'. */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name)
}

/** 'YYYY-MM-DD HH:MM:SS' in club time, as DATETIME columns hold it. */
export function toWallClock(instant: Date, zone: string): string {
  return DateTime.fromJSDate(instant, { zone }).toFormat('yyyy-MM-dd HH:mm:ss')
}

/** ISO 8601 with the club's offset at that moment, to the second: '2026-11-25T01:12:31-03:00'. */
export function toZonedIso(instant: Date, zone: string): string {
  return DateTime.fromJSDate(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ")
}

/**
 * A DATETIME column's wall-clock text as ISO 8601 with offset.
 * @throws RangeError when the text is no date and time.
 */
export function wallClockToIso(text: string, zone: string): string {
  const time = DateTime.fromSQL(text, { zone })
  if (!time.isValid) throw new RangeError(`not a date and time: ${JSON.stringify(text)}`)
  return time.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ")
}

/** The instant of an ISO 8601 text that carries its offset, or null when it is none. */
export function parseZonedIso(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/.test(text)) return null
  const time = DateTime.fromISO(text)
  return time.isValid ? time.toJSDate() : null
}

/** The business day ('YYYY-MM-DD') a moment belongs to: until the club's clocks show 08:00 it is still last night's. */
export function businessDay(instant: Date, zone: string): string {
  const shown = DateTime.fromJSDate(instant, { zone })
  // Not eight hours back: in a night in which the clocks are changed that is another hour.
  const day = shown.hour < BUSINESS_DAY_ROLLOVER_HOUR ? shown.minus({ days: 1 }) : shown
  return day.toFormat('yyyy-MM-dd')
}

/** The moment at which a business day ('YYYY-MM-DD') begins. */
export function businessDayStart(day: string, zone: string): Date {
  return DateTime.fromISO(day, { zone }).set({ hour: BUSINESS_DAY_ROLLOVER_HOUR }).toJSDate()
}

/** The business day that many days before another. */
export function daysBefore(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).minus({ days }).toFormat('yyyy-MM-dd')
}
