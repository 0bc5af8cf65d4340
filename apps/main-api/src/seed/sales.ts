import { DETAIL_STATE } from '../schema/codes.ts'
import type { Arrival } from './arrivals.ts'
import type { ClubRows, ProductRow } from './club-rows.ts'
import type { Random } from './random.ts'
import { formatWall, MINUTE_MS, type WallMs } from './wall-clock.ts'

export interface Sale {
  readonly idVisit: number
  readonly bracelet: string
  readonly soldAt: WallMs
  readonly lines: readonly { readonly product: ProductRow; readonly quantity: number }[]
  /** Pesos; negative when it takes another sale back. */
  readonly amount: number
  readonly isPaid: boolean
  readonly cancels?: Sale
}

/** What is ordered: mostly what the bar shows first, seldom a bottle. */
export interface Menu {
  readonly favourites: readonly ProductRow[]
  readonly usual: readonly ProductRow[]
  readonly bottles: readonly ProductRow[]
}

const BOTTLE_FROM_PESOS = 20_000

export function makeMenu(products: readonly ProductRow[]): Menu {
  const offered = products.filter((product) => product.available !== 0 && product.price > 0)
  return {
    favourites: offered.filter((product) => product.featured === 1),
    usual: offered.filter((product) => product.price < BOTTLE_FROM_PESOS),
    bottles: offered.filter((product) => product.price >= BOTTLE_FROM_PESOS),
  }
}

/** What one visit's guests ordered, now and then taken back minutes later. */
export function makeSales(random: Random, arrival: Arrival, idVisit: number, night: { endsAt: WallMs }, menu: Menu): Sale[] {
  const until = arrival.leavesAt ?? night.endsAt
  const orders = Number(random.weighted({ 0: 12, 1: 24, 2: 26, 3: 18, 4: 12, 5: 5, 7: 3 }))
  const sales: Sale[] = []
  for (let order = 0; order < orders; order++) {
    const sale = makeSale(random, arrival, idVisit, until, menu)
    sales.push(sale)
    const cancelledAt = sale.soldAt + random.integer(1, 5) * MINUTE_MS
    if (sale.lines.length === 1 && cancelledAt <= until && random.chance(0.04)) {
      sales.push({ ...sale, soldAt: cancelledAt, amount: -sale.amount, cancels: sale })
    }
  }
  return sales
}

function makeSale(random: Random, arrival: Arrival, idVisit: number, until: WallMs, menu: Menu): Sale {
  const products = new Set(Array.from({ length: Number(random.weighted({ 1: 60, 2: 30, 3: 10 })) }, () => order(random, menu)))
  const lines = [...products].map((product) => ({ product, quantity: Number(random.weighted({ 1: 62, 2: 30, 3: 5, 4: 3 })) }))
  return {
    idVisit,
    bracelet: arrival.secondBracelet && random.chance(0.4) ? arrival.secondBracelet : arrival.bracelet,
    soldAt: arrival.entersAt + Math.floor((random.next() * (until - arrival.entersAt)) / 1000) * 1000,
    lines,
    amount: lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0),
    isPaid: arrival.leavesAt !== null,
  }
}

function order(random: Random, menu: Menu): ProductRow {
  if (menu.bottles.length > 0 && random.chance(0.02)) return random.pick(menu.bottles)
  return random.pick(menu.favourites.length > 0 && random.chance(0.6) ? menu.favourites : menu.usual)
}

/** Adds the ticket and details of each sale, in the order in which they were sold. */
export function addSales(sales: readonly Sale[], rows: ClubRows): void {
  const firstDetailOf = new Map<Sale, number>()
  for (const sale of sales.toSorted((a, b) => a.soldAt - b.soldAt || a.idVisit - b.idVisit)) {
    const idTicket = rows.tickets.length + 1
    rows.tickets.push({
      id_ticket: idTicket,
      id_visit: sale.idVisit,
      id_bracelet: sale.bracelet,
      observations: sale.cancels ? 'Anulación' : '',
      ticket_date: formatWall(sale.soldAt),
      ticket_amount: sale.amount,
    })
    firstDetailOf.set(sale, rows.ticketDetails.length + 1)
    addDetails(sale, idTicket, sale.cancels ? firstDetailOf.get(sale.cancels)! : null, rows)
  }
}

/** A cancellation repeats the line with quantity and price negative and marks the one it takes back; leaving pays both. */
function addDetails(sale: Sale, idTicket: number, cancelledDetail: number | null, rows: ClubRows): void {
  const sign = sale.cancels ? -1 : 1
  const openState = sale.cancels ? DETAIL_STATE.creditNote : DETAIL_STATE.unpaid
  for (const { product, quantity } of sale.lines) {
    rows.ticketDetails.push({
      id_ticket_detail: rows.ticketDetails.length + 1,
      id_ticket: idTicket,
      id_product_service: product.id_product_service,
      nro_item: null,
      quantity: sign * quantity,
      unit_price: sign * product.price,
      payed: sale.isPaid ? 1 : 0,
      ref_id_ticket_detail: cancelledDetail,
      state: sale.isPaid ? DETAIL_STATE.paid : openState,
    })
  }
  if (cancelledDetail !== null && !sale.isPaid) rows.ticketDetails[cancelledDetail - 1]!.state = DETAIL_STATE.cancelled
}
