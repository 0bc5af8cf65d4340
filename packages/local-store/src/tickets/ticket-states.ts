// The states of a ticket that are asked for together, and how: one query for each state, since RxDB reads an `$in` as the range between its
// ends, and nearly everything that was ever sold lies between PENDING and VOIDING.
import type { RxDocument } from 'rxdb'
import { auditTime, combineLatest, map, type Observable } from 'rxjs'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import type { StoredTicket } from './stored-ticket.ts'
import { oldestFirst } from './ticket-order.ts'

export type States = readonly StoredTicket['sync_status'][]
type Found = readonly RxDocument<StoredTicket>[]

/** The states of which the main database is still to be told. */
export const UNSENT = ['PENDING', 'VOIDING'] as const
/** Whatever the server does not have yet, or refused and may be asked again. */
export const UNSETTLED = [...UNSENT, 'ERROR'] as const

export function isUnsent({ sync_status }: Pick<StoredTicket, 'sync_status'>): boolean {
  return UNSENT.some((state) => state === sync_status)
}

/** Oldest first. */
export async function findInStates(tickets: TicketsCollection, states: States): Promise<Found> {
  return inOrder(await Promise.all(states.map((state) => queryOf(tickets, state).exec())))
}

/** Oldest first, again whenever one of them changes, comes or goes. */
export function inStates$(tickets: TicketsCollection, states: States): Observable<Found> {
  // A ticket that goes from one state to another tells two queries, and is in both or in none between them.
  return combineLatest(states.map((state) => queryOf(tickets, state).$)).pipe(auditTime(0), map(inOrder))
}

/** How many there are, without reading any. */
export function countInStates$(tickets: TicketsCollection, states: States): Observable<number> {
  const counts = states.map((state) => tickets.count({ selector: { sync_status: { $eq: state } } }).$)
  return combineLatest(counts).pipe(
    auditTime(0),
    map((found) => found.reduce((sum, count) => sum + count, 0)),
  )
}

function queryOf(tickets: TicketsCollection, state: StoredTicket['sync_status']) {
  return tickets.find({ selector: { sync_status: { $eq: state } }, sort: [{ id: 'asc' }] })
}

function inOrder(found: readonly Found[]): Found {
  const byId = new Map(found.flat().map((ticket) => [ticket.id, ticket]))
  return [...byId.values()].sort(oldestFirst)
}
