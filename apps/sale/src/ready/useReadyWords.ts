import { useI18n } from 'vue-i18n'
import { useTicketClock } from '../clock/useTicketClock.ts'
import { useFormat } from '../format/useFormat.ts'
import { scannerSettings } from '../scanner/scanner-settings.ts'
import { useUpdateWaitText } from '../shell/useUpdateWaitText.ts'
import { useFailureText } from '../status/useFailureText.ts'
import type { ReadyFacts } from './ready-facts.ts'
import type { ReadyItem } from './ready-item.ts'

export interface ReadyWords {
  readonly title: string
  readonly text: string
}

export function useReadyWords(): (item: ReadyItem, facts: ReadyFacts) => ReadyWords {
  const { t } = useI18n()
  const { ago, since, moment, duration, number } = useFormat()
  const { moment: ticketMoment } = useFormat(useTicketClock())
  const failureText = useFailureText()
  const waitText = useUpdateWaitText()

  function values({ name }: ReadyItem, facts: ReadyFacts): Record<string, unknown> {
    switch (name) {
      case 'server':
        return {
          milliseconds: number(facts.answer?.respondedInMs ?? 0),
          since: facts.server?.kind === 'offline' ? since(facts.server.since) : '',
        }
      case 'products':
      case 'visits':
      case 'partners': {
        const { documents = 0, lastSuccessAt = null } = facts.pulls?.[name] ?? {}
        const at = lastSuccessAt === null ? null : { ago: ago(lastSuccessAt), moment: moment(lastSuccessAt) }
        return { documents: number(documents), ...at }
      }
      case 'pending':
        return { count: facts.pending?.count ?? 0, oldest: facts.pending?.oldestAt ? ticketMoment(facts.pending.oldestAt) : '' }
      case 'clock':
        return { difference: duration(Math.abs(facts.clock?.aheadMs ?? 0)) }
      case 'scanner': {
        const { prefix, length, minLength } = scannerSettings.value
        return { code: facts.scan.kind === 'untested' ? '' : facts.scan.code, prefix, length: length ?? minLength }
      }
      case 'update':
        return { wait: facts.updateWait ? waitText(facts.updateWait) : '' }
      case 'secondCopy': {
        const copy = facts.secondCopy
        return {
          file: copy && 'fileName' in copy ? copy.fileName : '',
          reason: copy?.kind === 'failing' ? failureText(copy.code) : '',
        }
      }
      case 'storage':
      case 'offline':
        return {}
    }
  }

  return (item, facts) => {
    const named = values(item, facts)
    const key = `ready.items.${item.name}.${item.state}`
    return { title: t(`${key}.title`, named), text: t(`${key}.text`, named) }
  }
}
