// Which tickets the list shows: by state, by night, by guest, by words. All of it stands in the address.
import { businessDay, parseMoney, toSearchText } from '@barra/domain'
import { isVoided, type StoredTicket } from '@barra/local-store'
import { clubZone } from '../format/club-zone.ts'
import { moneyText } from '../format/money.ts'

export const TICKET_FILTERS = ['all', 'pending', 'refused', 'sent', 'voided'] as const
export type TicketFilter = (typeof TICKET_FILTERS)[number]

/** Reads the filter of an address; anything unknown shows all. */
export function toTicketFilter(value: unknown): TicketFilter {
  return TICKET_FILTERS.find((filter) => filter === value) ?? 'all'
}

export type TicketsByFilter = Readonly<Record<TicketFilter, readonly StoredTicket[]>>

export function groupTickets(tickets: readonly StoredTicket[]): TicketsByFilter {
  return {
    all: tickets,
    pending: tickets.filter(({ sync_status }) => sync_status === 'PENDING' || sync_status === 'VOIDING'),
    refused: tickets.filter(({ sync_status }) => sync_status === 'ERROR'),
    sent: tickets.filter(({ sync_status }) => sync_status === 'SYNCED'),
    voided: tickets.filter(isVoided),
  }
}

/** What narrows the list beside the state; '' and null where nothing does. */
export interface TicketQuery {
  readonly words: string
  /** A business day: "2026-11-24". */
  readonly night: string
  readonly id_visit: number | null
}

export function searchTickets(tickets: readonly StoredTicket[], query: TicketQuery): readonly StoredTicket[] {
  const words = toSearchText(query.words).split(/\s+/).filter(Boolean)
  return tickets.filter(
    (ticket) =>
      (query.night === '' || nightOf(ticket) === query.night) &&
      (query.id_visit === null || ticket.id_visit === query.id_visit) &&
      words.every((word) => searchText(ticket).includes(word)),
  )
}

/** The business days on which something was sold, newest first. */
export function nightsOf(tickets: readonly StoredTicket[]): readonly string[] {
  return [...new Set(tickets.map(nightOf))].sort().reverse()
}

const known = new WeakMap<StoredTicket, { readonly text: string; readonly night: string }>()

function nightOf(ticket: StoredTicket): string {
  return knownOf(ticket).night
}

function searchText(ticket: StoredTicket): string {
  return knownOf(ticket).text
}

// A stored ticket never changes in place, so what is derived from it is derived once and not at every key.
function knownOf(ticket: StoredTicket) {
  const found = known.get(ticket)
  if (found) return found
  const made = { text: textOf(ticket), night: businessDay(new Date(ticket.ticket_date), clubZone) }
  known.set(ticket, made)
  return made
}

/** Number, guest, bracelet, products, observation and cashier; the amount as it is read aloud, written and typed. */
function textOf(ticket: StoredTicket): string {
  const amount = parseMoney(ticket.ticket_amount)
  const words = [
    ticket.ticket_number,
    ticket.guest_name,
    ticket.id_bracelet,
    moneyText(amount),
    ticket.ticket_amount,
    String(Math.trunc(amount / 100)),
    ...ticket.ticket_details.map(({ description }) => description),
    ticket.observations,
    ticket.cashier ?? '',
    ticket.remote_id_ticket ?? '',
  ]
  return toSearchText(words.join(' '))
}
