// Why the main system must not have a sale, if anything speaks against it.
import { formatMoney, MAX_MONEY, normalizeBracelet, parseMoney, sumOfDetails, wallClockToIso, type Ticket } from '@barra/domain'
import type { LockedVisit, TicketOnRecord } from './intake-database.ts'
import type { BatchContext, Timed } from './batch-context.ts'
import { refused, type Refusal } from './ticket-outcome.ts'

/** @param visit the ticket's, locked; null when there is none */
export function judgeSale(context: BatchContext, pushed: Timed<Ticket>, visit: LockedVisit | null): Refusal | null {
  const { timeZone, existingProducts } = context
  const { ticket } = pushed
  const missing = productsOf(ticket).filter((id) => !existingProducts.has(id))
  const unfit =
    refuseVisit(ticket.id_visit, visit, timeZone) ??
    (missing.length > 0 ? refused('product_not_found', `there is no product ${missing.join(', ')}`) : null) ??
    refuseAmount(ticket, visit)
  if (unfit) return unfit
  const lookAlike = context.foreignTickets.find((other) => isLookAlike(other, pushed))
  return lookAlike ? refused('possible_duplicate', describeLookAlike(lookAlike, timeZone)) : null
}

/** The products of a ticket, each once. */
export function productsOf(ticket: { readonly ticket_details: readonly { readonly id_product_service: number }[] }): number[] {
  return [...new Set(ticket.ticket_details.map((detail) => detail.id_product_service))]
}

export function refuseVisit(idVisit: number, visit: LockedVisit | null, timeZone: string): Refusal | null {
  if (!visit) return refused('visit_not_found', `there is no visit ${idVisit}`)
  if (visit.hour_exit === null) return null
  return refused('visit_closed', `visit ${idVisit} closed at ${toIso(visit.hour_exit, timeZone)}`)
}

/** Whether the lines add up to the amount, and the visit's total has room for it. */
export function refuseAmount(
  ticket: Pick<Ticket, 'id_visit' | 'ticket_amount'> & Parameters<typeof sumOfDetails>[0],
  visit: LockedVisit | null,
): Refusal | null {
  const amount = parseMoney(ticket.ticket_amount)
  const sum = sumOfDetails(ticket)
  if (sum !== amount) {
    return refused('amount_mismatch', `ticket_amount is ${ticket.ticket_amount} but the lines add up to ${decimal(sum)}`)
  }
  if (Math.abs((visit?.consumed ?? 0) + amount) <= MAX_MONEY) return null
  return refused('invalid_ticket', `the total of visit ${ticket.id_visit} would be too large for the main database`)
}

function isLookAlike(other: TicketOnRecord, { ticket, wallClock }: Timed<Ticket>): boolean {
  return other.ticket_date === wallClock && normalizeBracelet(other.id_bracelet) === normalizeBracelet(ticket.id_bracelet)
}

function describeLookAlike({ id_ticket, id_bracelet, ticket_date }: TicketOnRecord, timeZone: string): string {
  const moment = toIso(ticket_date, timeZone)
  return `ticket ${id_ticket} of bracelet ${id_bracelet.trimEnd()} at ${moment} is there already and was not pushed by a terminal`
}

/** Like the feed, with old data in mind: '0000-00-00 00:00:00' is no time, and must not fail a push. */
function toIso(wallClock: string, timeZone: string): string {
  try {
    return wallClockToIso(wallClock, timeZone)
  } catch {
    return wallClock
  }
}

function decimal(minor: number): string {
  return Math.abs(minor) <= MAX_MONEY ? formatMoney(minor) : (minor / 100).toFixed(2)
}
