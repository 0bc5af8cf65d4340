// Which tickets the list shows: by state, by night, by guest, by words. All of it stands in the address.
import { businessDay, parseMoney, SYNC_STATUSES, toSearchText } from '@barra/domain'
import type { StoredTicket } from '@barra/local-store'
import { clubZone } from '../format/club-zone.ts'
import { moneyText } from '../format/money.ts'

export const TICKET_FILTERS = ['all', 'pending', 'refused', 'sent', 'voided'] as const
export type TicketFilter = (typeof TICKET_FILTERS)[number]

/** Reads the filter of an address; anything unknown shows all. */
export function toTicketFilter(value: unknown): TicketFilter {
  return TICKET_FILTERS.find((filter) => filter === value) ?? 'all'
}

export type TicketsByFilter = Readonly<Record<TicketFilter, readonly StoredTicket[]>>

/** What is to be voided is pending and voided at once. */
export const STATES_OF = {
  all: SYNC_STATUSES,
  pending: ['PENDING', 'VOIDING'],
  refused: ['ERROR'],
  sent: ['SYNCED'],
  voided: ['VOIDING', 'VOIDED'],
} as const satisfies Record<TicketFilter, readonly StoredTicket['sync_status'][]>

export function byFilter<Result>(make: (filter: TicketFilter) => Result): Readonly<Record<TicketFilter, Result>> {
  return Object.fromEntries(TICKET_FILTERS.map((filter) => [filter, make(filter)])) as Record<TicketFilter, Result>
}

export function groupTickets(tickets: readonly StoredTicket[]): TicketsByFilter {
  return byFilter((filter) => tickets.filter(({ sync_status }) => STATES_OF[filter].some((state) => state === sync_status)))
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

/** Whether anything narrows it besides the state. */
export function isNarrowed({ words, night, id_visit }: TicketQuery): boolean {
  return words.trim() !== '' || night !== '' || id_visit !== null
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
