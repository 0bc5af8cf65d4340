// What the screens show of the tickets, which are kept for ever: each asks for those that it shows, and reads no others where it can.
import { defer, from, map, switchMap, type Observable } from 'rxjs'
import { businessDay, businessDayStart, firstIdAt, idTime } from '@barra/domain'
import { dexieTableOf } from '../collections/dexie-table.ts'
import { plain, plainOrNull } from '../collections/plain.ts'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import { nights$ } from './find-nights.ts'
import { followTickets } from './follow-tickets.ts'
import type { StoredTicket } from './stored-ticket.ts'
import { countInStates$, inStates$, type States } from './ticket-states.ts'

type TicketList = Observable<readonly StoredTicket[]>

/** By so much an id that an earlier version of this app made may carry a time before its ticket's: it did not know the server's clock. */
const CLOCK_OFF_MS = 24 * 60 * 60 * 1000

/** Every list is newest first and follows its tickets. */
export class TicketLists {
  readonly #tickets: TicketsCollection
  readonly #timeZone: string
  /** The business days on which something was sold, newest first. */
  readonly nights$: Observable<readonly string[]>

  constructor(tickets: TicketsCollection, timeZone: string) {
    this.#tickets = tickets
    this.#timeZone = timeZone
    this.nights$ = nights$(tickets, timeZone)
  }

  one$(id: string): Observable<StoredTicket | null> {
    return this.#tickets.findOne(id).$.pipe(map(plainOrNull))
  }

  /** The newest `count`, and what is sold from now on. */
  latest$(count: number): TicketList {
    return defer(() => from(this.#idOfNewest(count))).pipe(
      switchMap((id) => followTickets(this.#tickets, { from: id, isMeant: () => true })),
    )
  }

  inStates$(states: States): TicketList {
    return inStates$(this.#tickets, states).pipe(map((found) => found.map(plain).reverse()))
  }

  count$(states: States): Observable<number> {
    return countInStates$(this.#tickets, states)
  }

  ofVisit$(id_visit: number): TicketList {
    return this.#tickets.find({ selector: { id_visit }, sort: [{ id: 'desc' }] }).$.pipe(map((found) => found.map(plain)))
  }

  /** Of a business day. What was sold since is looked at, too: where a clock was ahead, an id carries a later time than its ticket. */
  ofNight$(night: string): TicketList {
    return followTickets(this.#tickets, {
      from: firstIdSince(businessDayStart(night, this.#timeZone)),
      isMeant: ({ ticket_date }) => businessDay(new Date(ticket_date), this.#timeZone) === night,
    })
  }

  /** What was sold since the shift began is looked at. */
  ofShift$(id: string): TicketList {
    return followTickets(this.#tickets, {
      from: firstIdSince(new Date(idTime(id))),
      isMeant: ({ shift_id }) => shift_id === id,
    })
  }

  /** All that was ever sold is looked at. */
  matching$(isMeant: (ticket: StoredTicket) => boolean): TicketList {
    return followTickets(this.#tickets, { isMeant })
  }

  /** Of the last `count`, the oldest; '' where there are fewer. */
  async #idOfNewest(count: number): Promise<string> {
    const table = await dexieTableOf(this.#tickets.storageInstance)
    const ids = (await table.orderBy('id').reverse().limit(count).primaryKeys()) as unknown as string[]
    return ids.length < count ? '' : ids.at(-1)!
  }
}

function firstIdSince(moment: Date): string {
  return firstIdAt(new Date(moment.getTime() - CLOCK_OFF_MS))
}
