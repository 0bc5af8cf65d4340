import { useI18n } from 'vue-i18n'
import type { PinRefused } from '@barra/local-store'
import { useFormat } from '../format/useFormat.ts'

/** Why a PIN was not taken, in words. */
export function usePinWords(): (refused: PinRefused) => string {
  const { t } = useI18n()
  const { duration } = useFormat()
  return ({ kind, waitMs }) => {
    const wait = waitMs > 0 ? t('shift.pin.wait', { duration: duration(waitMs) }) : ''
    return kind === 'wait' ? wait : [t('shift.pin.wrong'), wait].filter(Boolean).join(' ')
  }
}
