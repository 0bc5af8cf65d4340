// The business days on which something was sold, found without reading what was sold: both ends of each night are looked at.
import { combineLatest, defer, distinctUntilChanged, map, scan, startWith, type Observable } from 'rxjs'
import { businessDay, businessDayStart, firstIdAt } from '@barra/domain'
import { dexieTableOf } from '../collections/dexie-table.ts'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import type { StoredTicket } from './stored-ticket.ts'

/** Newest first. */
export function nights$(tickets: TicketsCollection, timeZone: string): Observable<readonly string[]> {
  const nightOf = ({ ticket_date }: StoredTicket) => businessDay(new Date(ticket_date), timeZone)
  return defer(() => {
    const soldSince$ = tickets.insert$.pipe(
      scan((nights: readonly string[], { documentData }) => [...new Set([...nights, nightOf(documentData)])], []),
      startWith([]),
    )
    return combineLatest([findNights(tickets, { timeZone, nightOf }), soldSince$]).pipe(
      map(([found, since]) => [...new Set([...found, ...since])].sort().reverse()),
      distinctUntilChanged((one, other) => one.length === other.length),
    )
  })
}

interface Nights {
  readonly timeZone: string
  readonly nightOf: (ticket: StoredTicket) => string
}

async function findNights(tickets: TicketsCollection, { timeZone, nightOf }: Nights): Promise<readonly string[]> {
  const table = await dexieTableOf(tickets.storageInstance)
  const nights = new Set<string>()
  let newest = (await table.orderBy('id').last()) as StoredTicket | undefined
  while (newest) {
    const night = nightOf(newest)
    nights.add(night)
    // An id may carry a time of another night, where a clock was wrong: then what lies between the ends is looked at, too.
    const start = firstIdAt(businessDayStart(night, timeZone))
    const upTo = newest.id
    const between = () => table.where('id').between(start, upTo)
    const oldest = (await between().first()) as StoredTicket | undefined
    if (oldest && nightOf(oldest) !== night) {
      for (const ticket of (await between().toArray()) as StoredTicket[]) nights.add(nightOf(ticket))
    }
    const before = start < upTo ? start : upTo
    newest = (await table.where('id').below(before).last()) as StoredTicket | undefined
  }
  return [...nights]
}
