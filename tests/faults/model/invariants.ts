// What holds after every step of a night. Each returns what is wrong, in words; nothing when all is well.
import { DEFAULT_CLUB_TIME_ZONE, toWallClock } from '@barra/domain'
import type { StoredTicket } from '@barra/local-store'
import { REFUSAL_CODES } from '@barra/replication-protocol'
import type { Stored, TicketRow } from './club.ts'
import { centavosOf, type Ledger } from './ledger.ts'
import type { Shown } from './terminal-page.ts'

/** Every ticket sold is on the terminal, unchanged; and nothing is there that nobody sold. Learns what a crash left behind. */
export function* onTheTerminal(ledger: Ledger, { tickets }: Shown): Generator<string> {
  const held = new Map(tickets.map((ticket) => [ticket.id, ticket]))
  for (const [id, ticket] of ledger.sold) {
    const kept = held.get(id)
    if (!kept) yield `ticket ${id} was sold and is not on the terminal`
    else if (saleOf(kept) !== saleOf(ticket)) yield `ticket ${id} is not as it was sold: ${saleOf(kept)}`
  }
  for (const ticket of tickets) {
    if (ledger.sold.has(ticket.id)) continue
    if (ledger.unansweredSales === 0) yield `ticket ${ticket.id} is on the terminal and nobody sold it`
    ledger.unansweredSales -= 1
    ledger.sold.set(ticket.id, ticket)
  }
}

/** The database holds each ticket at most once, as it was sold, and nothing else; its totals are their sums. */
export function* inTheDatabase(ledger: Ledger, stored: Stored): Generator<string> {
  const rows = new Map(stored.tickets.map((row) => [row.id_ticket, row]))
  const accountedFor = new Set<string>()
  for (const [id, id_ticket] of stored.receipts) {
    const ticket = ledger.sold.get(id)
    const row = rows.get(id_ticket)
    if (accountedFor.has(id_ticket)) yield `two receipts name ticket ${id_ticket}`
    accountedFor.add(id_ticket)
    if (!ticket) yield `a receipt names ticket ${id}, which nobody sold`
    else if (!row) yield `the receipt of ${id} names ticket ${id_ticket}, which is not there`
    else if (contentOf(row) !== contentOf(asRow(ticket))) yield `${id} is stored as ${contentOf(row)}`
  }
  for (const [id_ticket, sale] of ledger.soldByMainApi) {
    accountedFor.add(id_ticket)
    if (!rows.has(id_ticket)) yield `the main API's ticket ${id_ticket} is gone`
    else if (contentOf(rows.get(id_ticket)!) !== contentOf(sale)) yield `the main API's ticket ${id_ticket} has changed`
  }
  for (const { id_ticket } of stored.tickets) {
    if (!accountedFor.has(id_ticket)) yield `ticket ${id_ticket} in the database is a double or was never sold`
  }
  for (const { id_visit, consumed } of stored.visits.values()) {
    const sum = stored.tickets.filter((row) => row.id_visit === id_visit).reduce((all, { amount }) => all + amount, 0)
    const delta = consumed - ledger.initialTotal(id_visit)
    if (delta !== sum) yield `the total of visit ${id_visit} grew by ${delta} and its tickets add up to ${sum}`
  }
}

/** A ticket that is not stored waits, or was refused for a reason a person can act on; one that says it is stored, is. */
export function* inAState({ tickets }: Shown, stored: Stored): Generator<string> {
  for (const { id, sync_status, remote_id_ticket, error_code, error_message } of tickets) {
    const id_ticket = stored.receipts.get(id)
    if (sync_status === 'SYNCED' && id_ticket !== remote_id_ticket) {
      yield `ticket ${id} says it is stored as ${remote_id_ticket}, the database says ${id_ticket}`
    }
    if (sync_status === 'ERROR') {
      if (id_ticket !== undefined) yield `ticket ${id} says it was refused (${error_code}) and is stored`
      if (!isRefusal(error_code) || !error_message)
        yield `ticket ${id} was refused without a reason: ${error_code} ${error_message}`
    }
  }
}

/**
 * What each visit has consumed is shown with every ticket of this terminal once, and the main API's sales up to one of them;
 * `isUpToDate` after a pull: then all of those, and the products that exist.
 */
export function* onTheScreen(ledger: Ledger, shown: Shown, stored: Stored, isUpToDate: boolean): Generator<string> {
  if (shown.isPushRunning) yield 'a push cycle is shown as running and none is'
  for (const id_visit of ledger.visits) {
    const total = shown.consumed[id_visit]
    if (total === undefined || !ledger.isTrue(id_visit, total, isUpToDate)) {
      yield `visit ${id_visit} is shown as ${total}; all it consumed is ${ledger.wholeTotal(id_visit)}`
    }
  }
  const offered = shown.products.toSorted().join()
  const existing = [...stored.products].toSorted().join()
  if (isUpToDate && offered !== existing) yield `products ${offered} are offered, ${existing} exist`
}

/** Of every total that flashed up on a screen, in order, none forgot a ticket and none counted one twice. */
export function* inEveryTotalShown(
  ledger: Ledger,
  totals: readonly { readonly id_visit: number; readonly total: number }[],
): Generator<string> {
  const last = new Map<number, number>()
  for (const { id_visit, total } of totals) {
    const before = last.get(id_visit) ?? 0
    const whole = ledger.wholeTotal(id_visit)
    if (total < before) yield `visit ${id_visit} went from ${before} to ${total}`
    if (total > whole) yield `visit ${id_visit} was shown as ${total}, all it consumed is ${whole}`
    last.set(id_visit, total)
  }
}

/** Once all is well again and everything was pushed: stored, or refused for a reason that holds. */
export function* atTheEnd(ledger: Ledger, { tickets }: Shown, stored: Stored): Generator<string> {
  for (const ticket of tickets) {
    if (ticket.sync_status === 'SYNCED') continue
    if (ticket.sync_status === 'PENDING') yield `ticket ${ticket.id} still waits`
    else if (!isReasonTrue(ticket, ledger, stored)) yield `ticket ${ticket.id} was refused wrongly: ${ticket.error_message}`
  }
}

function isReasonTrue(ticket: StoredTicket, ledger: Ledger, stored: Stored): boolean {
  switch (ticket.error_code) {
    case 'visit_closed':
      return !stored.visits.get(ticket.id_visit)!.isOpen
    case 'product_not_found':
      return ticket.ticket_details.some((line) => !stored.products.has(line.id_product_service))
    case 'possible_duplicate': {
      const { id_bracelet, ticket_date } = asRow(ticket)
      return [...ledger.soldByMainApi.values()].some((row) => row.id_bracelet === id_bracelet && row.ticket_date === ticket_date)
    }
    default:
      return false
  }
}

function isRefusal(code: string | null): boolean {
  return REFUSAL_CODES.some((known) => known === code)
}

function asRow(ticket: StoredTicket): Omit<TicketRow, 'id_ticket'> {
  return {
    id_visit: ticket.id_visit,
    id_bracelet: ticket.id_bracelet,
    ticket_date: toWallClock(new Date(ticket.ticket_date), DEFAULT_CLUB_TIME_ZONE),
    amount: centavosOf(ticket),
    lines: ticket.ticket_details.map(({ id_product_service, quantity, unit_price }) => ({
      id_product_service,
      quantity,
      unit_price: Math.round(Number(unit_price) * 100),
    })),
  }
}

function contentOf({ id_visit, id_bracelet, ticket_date, amount, lines }: Omit<TicketRow, 'id_ticket'>): string {
  const flat = lines.map((line) => [line.id_product_service, line.quantity, line.unit_price])
  return JSON.stringify({ id_visit, id_bracelet, ticket_date, amount, lines: flat })
}

function saleOf({ id, ticket_number, ticket_date, id_visit, id_bracelet, ticket_amount, ticket_details }: StoredTicket): string {
  return JSON.stringify([id, ticket_number, ticket_date, id_visit, id_bracelet, ticket_amount, ticket_details])
}
