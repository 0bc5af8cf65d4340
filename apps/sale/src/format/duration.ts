const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const NO_BREAK_SPACE = '\u00a0'

/** Above this a duration is told in whole hours: "6 h"; below it with minutes: "1 h 35 min". */
const WHOLE_HOURS_FROM = 6
const DAYS_FROM_HOURS = 48

/** "9 s", "2 min", "1 h 35 min", "29 h", "3 días"; number and unit do not break. Never below one second. */
export function durationText(durationMs: number, locale: string): string {
  if (durationMs < MINUTE_MS) return amount(Math.max(1, Math.round(durationMs / 1000)), 's')
  if (durationMs < HOUR_MS) return amount(Math.floor(durationMs / MINUTE_MS), 'min')
  const hours = Math.floor(durationMs / HOUR_MS)
  if (hours >= DAYS_FROM_HOURS) return daysText(Math.floor(hours / 24), locale)
  const minutes = Math.floor((durationMs % HOUR_MS) / MINUTE_MS)
  if (hours >= WHOLE_HOURS_FROM || minutes === 0) return amount(hours, 'h')
  return `${amount(hours, 'h')}${NO_BREAK_SPACE}${amount(minutes, 'min')}`
}

// The symbols of the SI, the same in every language; Intl's short forms are "9 seg." and "9 sec".
function amount(count: number, symbol: 's' | 'min' | 'h'): string {
  return `${count}${NO_BREAK_SPACE}${symbol}`
}

function daysText(days: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' })
    .format(days)
    .replaceAll(' ', NO_BREAK_SPACE)
}
