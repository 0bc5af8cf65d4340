import { businessDay } from '@barra/domain'
import { clubZone } from './club-zone.ts'

const DAY_MS = 86_400_000

/** "03:04" */
export function hourText(instant: Date, locale: string): string {
  return formatter(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant)
}

/** "24/11/2026 23:48" */
export function dateAndHourText(instant: Date, locale: string): string {
  const options = { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: clubZone } as const
  const date = new Intl.DateTimeFormat(locale, options).format(instant)
  return `${date} ${hourText(instant, locale)}`
}

/**
 * "03:04" within this night, "ayer 21:02", "mañana 21:00", "domingo 05:51" within a week, "21/11 05:51" beyond. A night counts
 * as one day: at 03:00, what happened at 21:00 was not yesterday. Named days are the calendar's.
 */
export function momentText(instant: Date, now: Date, locale: string): string {
  const hour = hourText(instant, locale)
  const days = nightsBetween(now, instant)
  if (days === 0) return hour
  if (Math.abs(days) === 1) return `${new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')} ${hour}`
  const options: Intl.DateTimeFormatOptions = Math.abs(days) < 7 ? { weekday: 'long' } : { day: '2-digit', month: '2-digit' }
  return `${new Intl.DateTimeFormat(locale, { ...options, timeZone: clubZone }).format(instant)} ${hour}`
}

/** How many nights later the second moment is; 0 within one night. */
export function nightsBetween(from: Date, to: Date): number {
  return Math.round((nightDate(to).getTime() - nightDate(from).getTime()) / DAY_MS)
}

function nightDate(instant: Date): Date {
  return new Date(`${businessDay(instant, clubZone)}T00:00:00Z`)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

// Making an Intl formatter is a hundred times dearer than using it, and lists use it per row.
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${clubZone}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone: clubZone })
  formatters.set(key, made)
  return made
}
