import { salesTotals, type SalesTotals } from '@barra/domain'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { isVoided } from '../tickets/voiding.ts'

/** What a shift came to when it was closed, whatever became of its tickets since. */
export interface ShiftClosing {
  /** Nobody closed it: the next night's shift began. */
  readonly by_itself: boolean
  readonly totals: SalesTotals
  /** Ids of its tickets that were voided by then, so that they are in no sum. */
  readonly voided: readonly string[]
}

export function closingOf(tickets: readonly StoredTicket[], { by_itself }: Pick<ShiftClosing, 'by_itself'>): ShiftClosing {
  return {
    by_itself,
    totals: salesTotals(tickets.filter((ticket) => !isVoided(ticket))),
    voided: tickets.filter(isVoided).map(({ id }) => id),
  }
}
