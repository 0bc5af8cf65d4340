import { map, of, shareReplay, startWith, switchMap, type Observable } from 'rxjs'
import {
  braceletHolder,
  chargeObstacle,
  isOpen,
  newId,
  notYetPushed,
  parseMoney,
  toTicket,
  toZonedIso,
  type Cart,
  type ChargeObstacle,
  type Guest,
  type Visit,
} from '@barra/domain'
import { isLostByServer } from '../restore/lost-by-server.ts'
import { NotSellingHere } from '../tabs/selling-tab.ts'
import { plain, plainOrNull } from '../collections/plain.ts'
import type { Seller } from '../shifts/shift.ts'
import type { PendingTickets } from './pending-tickets.ts'
import { SaleRefused, StorageFailed } from './sale-errors.ts'
import type { StoredTicket } from './stored-ticket.ts'
import type { TicketContext } from './ticket-context.ts'
import { findNewest } from './find-newest.ts'
import { noHistory } from './ticket-history.ts'
import { nextTicketNumber } from './ticket-number.ts'
import { inStates$, UNSENT } from './ticket-states.ts'

const OBSTACLES: Readonly<Record<ChargeObstacle, string>> = {
  empty_cart: 'the cart is empty',
  too_many_products: 'the cart has more lines than a ticket takes',
  total_too_large: 'the total is larger than the main database holds',
}

export interface TicketsDependencies extends TicketContext {
  /** Runs work that only the selling tab may do, one at a time. @throws NotSellingHere */
  readonly whileSelling: <Result>(work: () => Promise<Result>) => Promise<Result>
  /** Who sells and in which shift; null where somebody has to say first who it is. Never throws. */
  readonly seller: () => Promise<Seller | null>
  /** Called with the draft's slot and the ticket's id before the ticket is stored. */
  readonly onClosing: (slot: number, ticketId: string) => Promise<void>
}

export class Tickets {
  readonly #dependencies: TicketsDependencies
  readonly pending$: Observable<PendingTickets>
  readonly newest$: Observable<StoredTicket | null>

  constructor(dependencies: TicketsDependencies) {
    this.#dependencies = dependencies
    const { tickets, terminal } = dependencies
    this.pending$ = inStates$(tickets, UNSENT).pipe(
      map((found) => summarise(found.map(plain))),
      // Known at once to what opens later: a dialog begins with the button that the number asks for.
      shareReplay({ bufferSize: 1, refCount: true }),
    )
    this.newest$ = tickets.insert$.pipe(
      startWith(null),
      switchMap(() => findNewest(tickets, terminal)),
      switchMap((newest) => (newest ? tickets.findOne(newest.id).$.pipe(map(plainOrNull)) : of(null))),
    )
  }

  async closeCart({ cart, guest, slot = 1 }: { cart: Cart; guest: Guest; slot?: number | null }): Promise<StoredTicket> {
    const { tickets, terminal, timeZone, isServerReachable, now, whileSelling, seller, onClosing } = this.#dependencies
    const obstacle = chargeObstacle(cart)
    if (obstacle) throw new SaleRefused(obstacle, OBSTACLES[obstacle])

    const sale = async () => {
      const visit = await this.#visitToCharge(guest)
      const whose = await seller()
      if (!whose) throw new SaleRefused('no_cashier', 'nobody has said who sells')
      // Imported tickets keep the numbers of their own terminals.
      const [newest, newestHere] = await Promise.all([findNewest(tickets), findNewest(tickets, terminal)])
      const soldAt = now()
      const ticket: StoredTicket = {
        // Never before the ticket's time or its shift, so that those of a night or a shift are found without reading the others.
        id: newId({ at: soldAt, after: latestOf(newest?.id, whose.shift_id) }),
        ticket_number: nextTicketNumber(newestHere?.ticket_number, terminal),
        guest_name: guest.name,
        ...toTicket({
          cart,
          id_visit: visit.id_visit,
          id_bracelet: guest.bracelet,
          ticket_date: toZonedIso(soldAt, timeZone),
          created_offline: !isServerReachable(),
          terminal,
        }),
        ...whose,
        ...notYetPushed,
        ...noHistory,
      }
      try {
        if (slot !== null) await onClosing(slot, ticket.id)
        await tickets.insert(ticket)
      } catch (error) {
        throw new StorageFailed(error)
      }
      return ticket
    }
    return whileSelling(sale).catch((error: unknown) => {
      if (error instanceof NotSellingHere) throw new SaleRefused('not_selling_here', error.message)
      throw error
    })
  }

  /** Their visit as it is when the sale's turn has come, which a slow disk may keep waiting. */
  async #visitToCharge(guest: Guest): Promise<Visit> {
    const visit = await this.#dependencies.findVisit(guest.visit.id_visit)
    if (!visit) throw new SaleRefused('visit_not_found', 'the visit is no longer on this terminal')
    if (!isOpen(visit)) throw new SaleRefused('visit_closed', `the visit was closed at ${visit.hour_exit}`)
    if (!braceletHolder(visit, guest.bracelet)) throw new SaleRefused('wrong_bracelet', 'the visit has another bracelet now')
    return visit
  }
}

function latestOf(one: string | undefined, other: string | null): string | undefined {
  return one !== undefined && (other === null || one > other) ? one : (other ?? undefined)
}

function summarise(pending: readonly StoredTicket[]): PendingTickets {
  // As moments: their texts stand in another order where the clocks were set back in between.
  const isOlder = (one: string, other: string) => Date.parse(one) < Date.parse(other)
  const oldest = pending.reduce<string | null>((min, { ticket_date: at }) => (min && !isOlder(at, min) ? min : at), null)
  const sales = pending.filter(({ sync_status }) => sync_status === 'PENDING')
  const amount = sales.reduce((sum, { ticket_amount }) => sum + parseMoney(ticket_amount), 0)
  const lostByServer = pending.filter(isLostByServer).length
  return { count: pending.length, amount, oldestAt: oldest, lostByServer, voids: pending.length - sales.length }
}
