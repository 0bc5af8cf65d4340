import { useI18n } from 'vue-i18n'
import { businessDay } from '@barra/domain'
import { clubZone } from '../format/club-zone.ts'
import { useTicketClock } from '../clock/useTicketClock.ts'

/** How a night is called: "Esta noche", "Martes 24/11", with its year when that is another. */
export function useNightWords(): (night: string) => string {
  const { t, locale } = useI18n()
  const now = useTicketClock()
  return (night) => {
    const tonight = businessDay(now.value, clubZone)
    if (night === tonight) return t('tickets.search.tonight')
    const year = night.slice(0, 4) === tonight.slice(0, 4) ? {} : ({ year: 'numeric' } as const)
    const day = { weekday: 'long', day: '2-digit', month: '2-digit', ...year } as const
    const format = new Intl.DateTimeFormat(locale.value, { ...day, timeZone: 'UTC' })
    const words = format.format(new Date(`${night}T00:00:00Z`))
    return words.charAt(0).toLocaleUpperCase(locale.value) + words.slice(1)
  }
}
