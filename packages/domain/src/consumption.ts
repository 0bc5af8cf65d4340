import { parseMoney, type MinorUnits } from './money.ts'
import type { Ticket } from './ticket.ts'
import type { Visit } from './visit.ts'

/** What a visit has consumed, as known at this terminal. */
export interface Consumption {
  readonly total: MinorUnits
  /** Tickets sold here that the pulled total does not include yet, and their sum. */
  readonly notIncluded: { readonly count: number; readonly amount: MinorUnits }
}

/**
 * The pulled total plus the local tickets of that visit that it does not include. The server names what it includes
 * (`applied_tickets`), so no order of push and pull counts a ticket twice or forgets one.
 */
export function consumptionOf(
  visit: Pick<Visit, 'id_visit' | 'visit_amount_consumed' | 'applied_tickets'>,
  localTickets: readonly (Pick<Ticket, 'id_visit' | 'ticket_amount'> & { readonly id: string })[],
): Consumption {
  const applied = new Set(visit.applied_tickets)
  const pending = localTickets.filter((ticket) => ticket.id_visit === visit.id_visit && !applied.has(ticket.id))
  const amount = pending.reduce((sum, ticket) => sum + parseMoney(ticket.ticket_amount), 0)
  return {
    total: parseMoney(visit.visit_amount_consumed ?? '0') + amount,
    notIncluded: { count: pending.length, amount },
  }
}
