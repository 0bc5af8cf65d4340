import type { Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useNow } from '../clock/useNow.ts'
import { isOfAnotherClock } from '../thresholds.ts'
import { bytesText } from './bytes.ts'
import { dateAndHourText, hourText, momentText, nightsBetween } from './clock-time.ts'
import { durationText } from './duration.ts'
import { moneyText } from './money.ts'

const A_MOMENT_MS = 60_000

/**
 * How a component writes times, ages, money and numbers in the language in force. Times are ISO 8601 with offset. `ago` and
 * `ahead` move with the clock.
 * @param now the present by the clock that dated them
 */
export function useFormat(now: Readonly<Ref<Date>> = useNow()) {
  const { t, locale } = useI18n()

  /** How long ago, in milliseconds; never negative, since two clocks may differ a little. */
  const ageMs = (iso: string) => Math.max(0, now.value.getTime() - Date.parse(iso))

  const phrase = (iso: string, word: 'since' | 'from') => {
    const instant = new Date(iso)
    return nightsBetween(now.value, instant) === 0
      ? t(`time.${word}Hour`, { hour: hourText(instant, locale.value) })
      : t(`time.${word}`, { moment: momentText(instant, now.value, locale.value) })
  }

  return {
    now,
    ageMs,
    /** "$ 6.500,00"; in lists use `<Money>`. */
    money: moneyText,
    /** "03:04" */
    hour: (iso: string | Date) => hourText(new Date(iso), locale.value),
    /** "24/11/2026 23:48", for what is read on another day. */
    dateAndHour: (iso: string) => dateAndHourText(new Date(iso), locale.value),
    /** "03:04", "ayer 21:02", "domingo 05:51" */
    moment: (iso: string) => momentText(new Date(iso), now.value, locale.value),
    /** "desde las 03:02", "desde ayer 21:02" */
    since: (iso: string) => phrase(iso, 'since'),
    /** "de las 03:02", "de ayer 21:02" */
    from: (iso: string) => phrase(iso, 'from'),
    isTonight: (iso: string) => nightsBetween(now.value, new Date(iso)) === 0,
    /** "1 h 35 min" */
    duration: (durationMs: number) => durationText(durationMs, locale.value),
    /** "hace 2 min", "hace instantes", "antes del cambio de reloj" */
    ago: (iso: string) => {
      if (isOfAnotherClock(iso, now.value)) return t('time.ofAnotherClock')
      return ageMs(iso) < A_MOMENT_MS ? t('time.justNow') : t('time.ago', { duration: durationText(ageMs(iso), locale.value) })
    },
    /** "en 13 min", "ahora" */
    ahead: (iso: string) => {
      const waitMs = Date.parse(iso) - now.value.getTime()
      return waitMs < 1000 ? t('time.now') : t('time.ahead', { duration: durationText(waitMs, locale.value) })
    },
    /** "1.284" */
    number: (value: number) => new Intl.NumberFormat(locale.value).format(value),
    /** "1 %", "< 1 %"; `share` is 0 to 1. */
    percent: (share: number) =>
      share > 0 && share < 0.01 ? t('time.belowOnePercent') : t('time.percent', { count: Math.round(share * 100) }),
    /** "212 MB" */
    bytes: (bytes: number) => bytesText(bytes, locale.value),
    /** The first letter in upper case: "Hace 2 min". */
    sentence: (text: string) => text.charAt(0).toLocaleUpperCase(locale.value) + text.slice(1),
  }
}
