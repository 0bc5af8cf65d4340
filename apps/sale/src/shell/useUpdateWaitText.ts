import { useI18n } from 'vue-i18n'
import type { UpdateWait } from './update-wait.ts'

/** "espera el pedido abierto": ends a sentence about a new version. */
export function useUpdateWaitText(): (wait: UpdateWait) => string {
  const { t } = useI18n()
  return (wait) => (wait.kind === 'tickets' ? t('shell.update.waits.tickets', wait.count) : t(`shell.update.waits.${wait.kind}`))
}
