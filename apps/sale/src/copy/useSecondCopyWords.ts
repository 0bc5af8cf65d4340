import { mdiAlertOutline, mdiCheckCircleOutline, mdiContentSaveAlertOutline, mdiContentSaveOutline } from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { SecondCopyState } from '@barra/local-store'
import { useFormat } from '../format/useFormat.ts'
import { useFailureText } from '../status/useFailureText.ts'
import { useLive } from '../store/useLive.ts'
import { useLocalStore } from '../store/useLocalStore.ts'
import { canPickFiles } from './pick-copy-file.ts'

export interface SecondCopyWords {
  readonly kind: SecondCopyState['kind'] | 'unsupported'
  readonly icon: string
  readonly tone: 'calm' | 'ok' | 'warn' | 'bad'
  /** A word or two. */
  readonly short: string
  /** A sentence: what it is, and what to do about it. */
  readonly text: string
}

/** How the second copy stands, for whoever shows it. */
export function useSecondCopyWords(): ComputedRef<SecondCopyWords> {
  const { t } = useI18n()
  const { moment } = useFormat()
  const failureText = useFailureText()
  const state = useLive<SecondCopyState>(useLocalStore().secondCopy.state$, { kind: 'none' })

  const words = (kind: SecondCopyWords['kind'], icon: string, tone: SecondCopyWords['tone'], values = {}): SecondCopyWords => ({
    kind,
    icon,
    tone,
    short: t(`copy.${kind}.short`),
    text: t(`copy.${kind}.text`, values),
  })

  function wordsOf(now: SecondCopyState): SecondCopyWords {
    switch (now.kind) {
      case 'none':
        return canPickFiles()
          ? words('none', mdiContentSaveAlertOutline, 'warn')
          : words('unsupported', mdiContentSaveOutline, 'calm')
      case 'not_permitted':
        return words('not_permitted', mdiAlertOutline, 'warn', { file: now.fileName })
      case 'failing':
        return words('failing', mdiAlertOutline, 'bad', { file: now.fileName, reason: failureText(now.code) })
      case 'up_to_date': {
        const calm = words('up_to_date', mdiCheckCircleOutline, 'ok', { file: now.fileName })
        return now.writtenAt ? { ...calm, short: t('copy.up_to_date.at', { time: moment(now.writtenAt) }) } : calm
      }
    }
  }

  return computed(() => wordsOf(state.value))
}
