// Who is inside and who wears a bracelet, from pulled documents alone.
import type { RxDocument } from 'rxdb/plugins/core'
import { combineLatest, distinctUntilChanged, map, of, switchMap, type Observable } from 'rxjs'
import {
  braceletHolder,
  compareNewestFirst,
  consumptionOf,
  isOpen,
  normalizeBracelet,
  toGuest,
  type Consumption,
  type Guest,
  type Partner,
  type Visit,
} from '@barra/domain'
import { plain, plainOrNull } from '../collections/plain.ts'
import type { PulledCollections, StoredVisit } from '../collections/pulled-collections.ts'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import { chargesOf } from '../tickets/voiding.ts'
import type { BraceletLookup } from './bracelet-lookup.ts'
import { guestsInside } from './guests-inside.ts'

export class Guests {
  readonly #pulled: PulledCollections
  readonly #tickets: TicketsCollection
  readonly inside$: Observable<readonly Guest[]>

  constructor(pulled: PulledCollections, tickets: TicketsCollection) {
    this.#pulled = pulled
    this.#tickets = tickets
    this.inside$ = guestsInside(pulled)
  }

  async findByBracelet(bracelet: string): Promise<BraceletLookup> {
    const [first, second] = await Promise.all(this.#visitsWith(bracelet).map((query) => query.exec()))
    return this.#toLookup(bracelet, [...first!, ...second!])
  }

  lookup$(bracelet: string): Observable<BraceletLookup> {
    const found$ = this.#visitsWith(bracelet).map((query) => query.$)
    return combineLatest(found$).pipe(switchMap((found) => this.#toLookup(bracelet, found.flat())))
  }

  /** The visit as it stands, or null when it is not here. */
  async findVisit(id_visit: number): Promise<Visit | null> {
    const found = await this.#pulled.visits.findOne(String(id_visit)).exec()
    return plainOrNull(found)
  }

  /** The visit whose total includes the ticket; reads every visit, so for what a person asks for once. */
  async findCharging(ticketId: string): Promise<Visit | null> {
    const selector = { applied_tickets: { $elemMatch: { $eq: ticketId } } }
    const [found] = await this.#pulled.visits.find({ selector }).exec()
    return plainOrNull(found ?? null)
  }

  guest$(id_visit: number, bracelet: string): Observable<Guest | null> {
    return this.#visit$(id_visit).pipe(
      switchMap((visit) => {
        if (!visit) return of(null)
        return this.#partner$(visit.id_partner).pipe(map((partner) => toGuest(visit, partner, bracelet)))
      }),
    )
  }

  consumption$(id_visit: number): Observable<Consumption> {
    const tickets$ = this.#tickets.find({ selector: { id_visit } }).$.pipe(map((found) => found.map(plain)))
    return combineLatest([this.#visit$(id_visit), tickets$]).pipe(
      map(([visit, tickets]) => {
        const known = visit ?? { id_visit, visit_amount_consumed: null, applied_tickets: [] }
        const applied = new Set(known.applied_tickets)
        return consumptionOf(
          known,
          tickets.flatMap((ticket) => chargesOf(ticket, applied)),
        )
      }),
      distinctUntilChanged((a, b) => a.total === b.total && a.notIncluded.count === b.notIncluded.count),
    )
  }

  #visit$(id_visit: number): Observable<Visit | null> {
    return this.#pulled.visits.findOne(String(id_visit)).$.pipe(map(plainOrNull))
  }

  #partner$(id_partner: number | null): Observable<Partner | null> {
    if (id_partner === null) return of(null)
    return this.#pulled.partners.findOne(String(id_partner)).$.pipe(map(plainOrNull))
  }

  /** Two indexed finds: an $or over both fields would read every visit. */
  #visitsWith(bracelet: string) {
    const key = normalizeBracelet(bracelet)
    const { visits } = this.#pulled
    return [visits.find({ selector: { bracelet_1: key } }), visits.find({ selector: { bracelet_2: key } })]
  }

  async #toLookup(bracelet: string, found: readonly RxDocument<StoredVisit>[]): Promise<BraceletLookup> {
    if (normalizeBracelet(bracelet) === '') return { kind: 'unknown' }
    const visits = [...new Map(found.map((visit) => [visit.id, plain(visit)])).values()]
    visits.sort(compareNewestFirst)
    const open = visits.filter(isOpen)
    if (open.length > 0) return { kind: 'open', guests: await Promise.all(open.map((visit) => this.#toGuest(visit, bracelet))) }
    const closed = visits[0]
    if (!closed) return { kind: 'unknown' }
    return { kind: 'closed', guest: await this.#toGuest(closed, bracelet), closedAt: closed.hour_exit! }
  }

  async #toGuest(visit: Visit, bracelet: string): Promise<Guest> {
    const partner = visit.id_partner === null ? null : await this.#pulled.partners.findOne(String(visit.id_partner)).exec()
    const own = braceletHolder(visit, bracelet) === 'affiliate' ? visit.id_bracelet_2 : visit.id_bracelet_1
    return toGuest(visit, plainOrNull(partner), own?.trimEnd() ?? bracelet)
  }
}
