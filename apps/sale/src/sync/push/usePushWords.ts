import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../format/useFormat.ts'
import { useFailureText } from '../../status/useFailureText.ts'
import { syncedCount, type EndedCycle, type PushHeading } from './push-heading.ts'

type RestingHeading = Exclude<PushHeading, { kind: 'running' }>

/** The push panel's heading and the sentence under it, while no cycle runs here. */
export function usePushWords(
  heading: () => RestingHeading,
  pendingCount: () => number,
  refusedCount: () => number,
): ComputedRef<{ readonly heading: string; readonly text: string }> {
  const { t } = useI18n()
  const { moment } = useFormat()
  const failureText = useFailureText()

  function resultHeading({ progress }: EndedCycle): string {
    if (progress.total === 0) return t('sync.push.notBegun')
    return t('sync.push.result', { done: syncedCount(progress), total: progress.total })
  }

  function resultText(outcome: EndedCycle): string {
    const time = moment(outcome.endedAt)
    switch (outcome.kind) {
      case 'completed': {
        const again = pendingCount() > 0 ? t('sync.push.waitingAgain', pendingCount()) : t('sync.push.nothing') + '.'
        return `${t('sync.push.resultAt', { time })} ${again}`
      }
      case 'cancelled':
        return t('sync.push.cancelled', { time })
      case 'interrupted':
        return t('sync.push.interrupted', { time, reason: failureText(outcome.code) })
    }
  }

  function wordsOf(now: RestingHeading) {
    switch (now.kind) {
      case 'elsewhere':
        return { heading: t('sync.push.elsewhere'), text: t('sync.push.elsewhereText') }
      case 'unavailable': {
        const text = t('sync.push.unavailableText', pendingCount())
        const came = now.brokenOff ? `${resultHeading(now.brokenOff)}. ${resultText(now.brokenOff)} ` : ''
        return { heading: t('sync.push.unavailable'), text: came + text }
      }
      case 'waiting':
        return { heading: t('sync.push.waiting', pendingCount()), text: t('sync.push.waitingText') }
      case 'nothing':
        return { heading: t('sync.push.nothing'), text: t('sync.push.nothingText') }
      case 'result':
        return { heading: resultHeading(now.outcome), text: resultText(now.outcome) }
    }
  }

  return computed(() => {
    const now = heading()
    const { heading: title, text } = wordsOf(now)
    if (refusedCount() === 0) return { heading: title, text }
    const refused = t('sync.push.refusedWait', refusedCount())
    // With refused ones, not everything sold has been sent.
    return { heading: title, text: now.kind === 'nothing' ? refused : `${text} ${refused}` }
  })
}
