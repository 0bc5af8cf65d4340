import { mdiAlertOutline, mdiCloseOctagonOutline } from '@mdi/js'
import { useI18n } from 'vue-i18n'
import type { LoggedError } from '@barra/local-store'
import { useFailureText } from '../../status/useFailureText.ts'
import { thresholds } from '../../thresholds.ts'

/** How a line of the log reads. */
export interface ErrorWords {
  readonly icon: string
  readonly tone: 'bad' | 'warn'
  readonly title: string
  readonly text: string
}

export function useErrorWords(): (error: LoggedError) => ErrorWords {
  const { t, te } = useI18n()
  const failureText = useFailureText()

  function title({ kind, subject, failuresInARow }: LoggedError): string {
    if (!ofCollection(kind)) return t(`sync.log.${kind}`)
    const name = te(`sync.pulls.${subject}`, 'es-AR') ? t(`sync.pulls.${subject}`) : subject
    return t(`sync.log.${kind}`, { resource: name, count: failuresInARow })
  }

  return (error) => {
    const isBad =
      error.kind === 'ticket_refused' ||
      error.kind === 'ticket_lost' ||
      error.kind === 'storage_failed' ||
      (error.kind === 'pull_failed' && error.failuresInARow >= thresholds.value.failuresInARow)
    // An earlier version noted the browser's words alone.
    const reason = error.code === 'second_copy_failed' ? error.message : failureText(error.code)
    const isTicket = error.subject !== '' && !ofCollection(error.kind)
    return {
      icon: isBad ? mdiCloseOctagonOutline : mdiAlertOutline,
      tone: isBad ? 'bad' : 'warn',
      title: title(error),
      text: isTicket ? `${error.subject}: ${reason}` : reason.charAt(0).toUpperCase() + reason.slice(1),
    }
  }
}

/** Whether such an error is about one of the pulled collections. */
function ofCollection(kind: LoggedError['kind']): boolean {
  return kind === 'pull_failed' || kind === 'copy_repaired'
}
