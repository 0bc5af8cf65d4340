const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const NO_BREAK_SPACE = '\u00a0'

/** Above this a duration is told in whole hours: "6 h"; below it with minutes: "1 h 35 min". */
const WHOLE_HOURS_FROM = 6
const DAYS_FROM_HOURS = 48

/** "9 s", "2 min", "1 h 35 min", "29 h", "3 días"; number and unit do not break. Never below one second. */
export function durationText(durationMs: number, locale: string): string {
  if (durationMs < MINUTE_MS) return unit(Math.max(1, Math.round(durationMs / 1000)), 'second', locale)
  if (durationMs < HOUR_MS) return unit(Math.floor(durationMs / MINUTE_MS), 'minute', locale)
  const hours = Math.floor(durationMs / HOUR_MS)
  if (hours >= DAYS_FROM_HOURS) return unit(Math.floor(hours / 24), 'day', locale)
  const minutes = Math.floor((durationMs % HOUR_MS) / MINUTE_MS)
  const hoursText = unit(hours, 'hour', locale)
  return hours >= WHOLE_HOURS_FROM || minutes === 0
    ? hoursText
    : `${hoursText}${NO_BREAK_SPACE}${unit(minutes, 'minute', locale)}`
}

function unit(count: number, name: 'second' | 'minute' | 'hour' | 'day', locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' })
    .format(count)
    .replaceAll(' ', NO_BREAK_SPACE)
}
