import { useI18n } from 'vue-i18n'
import type { Guest } from '@barra/domain'
import { useFormat } from '../../format/useFormat.ts'

/** How a guest is told about, in the language in force. */
export function useGuestWords() {
  const { t } = useI18n()
  const { moment } = useFormat()

  const nameOf = (guest: Pick<Guest, 'name'>) => guest.name || t('sale.guest.unnamed')

  /** "Socio, entró 23:48" */
  function entryOf({ holder, visit }: Guest): string {
    const role = t(`sale.guest.${holder}`)
    return visit.hour_entry ? t('sale.guest.entered', { role, hour: moment(visit.hour_entry) }) : role
  }

  /** "Suspendido: pelea en la barra"; null in good standing. */
  function warningOf({ standing }: Guest): string | null {
    if (standing.kind === 'good') return null
    const word = t(`sale.guest.${standing.kind}`)
    const reason = standing.reason?.trim()
    return reason ? t('sale.guest.standingReason', { standing: word, reason }) : word
  }

  return { nameOf, entryOf, warningOf }
}
