import type { StoredTicket } from '@barra/local-store'

export const TICKET_FILTERS = ['all', 'pending', 'refused'] as const
export type TicketFilter = (typeof TICKET_FILTERS)[number]

/** Reads the filter of an address; anything unknown shows all. */
export function toTicketFilter(value: unknown): TicketFilter {
  return TICKET_FILTERS.find((filter) => filter === value) ?? 'all'
}

export type TicketsByFilter = Readonly<Record<TicketFilter, readonly StoredTicket[]>>

export function groupTickets(tickets: readonly StoredTicket[]): TicketsByFilter {
  return {
    all: tickets,
    pending: tickets.filter((ticket) => ticket.sync_status === 'PENDING'),
    refused: tickets.filter((ticket) => ticket.sync_status === 'ERROR'),
  }
}
