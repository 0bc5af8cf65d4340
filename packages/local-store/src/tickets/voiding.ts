// A ticket that somebody voided: how the main database is told, and what it charges meanwhile.
import { formatMoney, parseMoney, toCancellation, type Cancellation, type Ticket } from '@barra/domain'
import type { StoredTicket } from './stored-ticket.ts'
import type { TicketChange } from './ticket-history.ts'

type Voided = Extract<TicketChange, { kind: 'voided' }>

/** @throws Error when the ticket was never voided */
export function voidingOf(ticket: StoredTicket): Voided {
  const voiding = ticket.changes.findLast((change): change is Voided => change.kind === 'voided')
  if (!voiding) throw new Error(`ticket ${ticket.id} was never voided`)
  return voiding
}

export function isVoided({ sync_status }: Pick<StoredTicket, 'sync_status'>): boolean {
  return sync_status === 'VOIDING' || sync_status === 'VOIDED'
}

/** The second ticket that takes this one back. It is the same whenever it is asked for, so that sending it again is harmless. */
export function cancellationOf(ticket: StoredTicket, sale: Ticket): Cancellation & { readonly _id: string } {
  const { at, reason, cancellation } = voidingOf(ticket)
  const { id, ...origin } = cancellation
  return { _id: id, ...toCancellation(ticket.id, sale, { reason, ticket_date: at, ...origin }) }
}

export type Charge = Pick<Ticket, 'id_visit' | 'ticket_amount'> & { readonly id: string }

/**
 * What the ticket charges its visit beside what the pulled total includes. One that was voided charges nothing, and where the total
 * includes it, its cancellation is what is still to come.
 */
export function chargesOf(ticket: StoredTicket, applied: ReadonlySet<string>): readonly Charge[] {
  if (!isVoided(ticket)) return [ticket]
  if (!applied.has(ticket.id)) return []
  const ticket_amount = formatMoney(-parseMoney(ticket.ticket_amount))
  return [{ id: voidingOf(ticket).cancellation.id, id_visit: ticket.id_visit, ticket_amount }]
}
