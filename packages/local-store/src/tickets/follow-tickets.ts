// Tickets among all that were ever sold, as they stand and as they change. They are read below RxDB, which would make a document of each.
import {
  auditTime,
  combineLatest,
  defer,
  endWith,
  filter,
  from,
  ignoreElements,
  map,
  startWith,
  tap,
  type Observable,
} from 'rxjs'
import { dexieTableOf } from '../collections/dexie-table.ts'
import { withoutMeta } from '../collections/plain.ts'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import type { StoredTicket } from './stored-ticket.ts'
import { oldestFirst } from './ticket-order.ts'

export interface FollowedTickets {
  /** None of them has a smaller id; all are looked at without. */
  readonly from?: string
  readonly isMeant: (ticket: StoredTicket) => boolean
}

/** Between two of them the page has its turn. */
const BATCH_SIZE = 500

/** Newest first. */
export function followTickets(
  tickets: TicketsCollection,
  { from: first = '', isMeant }: FollowedTickets,
): Observable<readonly StoredTicket[]> {
  return defer(() => {
    const found = new Map<string, StoredTicket>()
    const told = new Set<string>()
    /** Whether that changed what is found. */
    const take = (ticket: StoredTicket) => {
      if (!isMeant(ticket)) return found.delete(ticket.id)
      found.set(ticket.id, withoutMeta(ticket))
      return true
    }
    const changes$ = tickets.$.pipe(
      filter(({ documentId }) => documentId >= first),
      tap(({ documentId }) => told.add(documentId)),
      filter(({ documentData }) => take(documentData)),
    )
    // What changed while it was read is told already, and newer.
    const read$ = from(readTickets(tickets, first)).pipe(
      tap((batch) => batch.filter(({ id }) => !told.has(id)).forEach(take)),
      ignoreElements(),
      endWith(null),
    )
    return combineLatest([changes$.pipe(startWith(null)), read$]).pipe(
      auditTime(0),
      map(() => [...found.values()].sort(oldestFirst).reverse()),
    )
  })
}

/** In batches, oldest first. */
async function* readTickets(tickets: TicketsCollection, first: string): AsyncGenerator<readonly StoredTicket[]> {
  const table = await dexieTableOf(tickets.storageInstance)
  for (let rows = table.where('id').aboveOrEqual(first); ;) {
    const batch = (await rows.limit(BATCH_SIZE).toArray()) as StoredTicket[]
    if (batch.length === 0) return
    yield batch
    rows = table.where('id').above(batch.at(-1)!.id)
  }
}
