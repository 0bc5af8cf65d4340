import { useI18n } from 'vue-i18n'
import { businessDay } from '@barra/domain'
import { clubZone } from '../format/club-zone.ts'
import { useNow } from '../clock/useNow.ts'

/** How a night is called: "Esta noche", "Martes 24/11". */
export function useNightWords(): (night: string) => string {
  const { t, locale } = useI18n()
  const now = useNow()
  return (night) => {
    if (night === businessDay(now.value, clubZone)) return t('tickets.search.tonight')
    const format = new Intl.DateTimeFormat(locale.value, { weekday: 'long', day: '2-digit', month: '2-digit', timeZone: 'UTC' })
    const words = format.format(new Date(`${night}T00:00:00Z`))
    return words.charAt(0).toLocaleUpperCase(locale.value) + words.slice(1)
  }
}
