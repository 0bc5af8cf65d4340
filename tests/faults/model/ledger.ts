// What must be true, kept apart from the product: everything that was sold, by whom, in which order.
import type { MinorUnits } from '@barra/domain'
import type { StoredTicket } from '@barra/local-store'
import type { Stored, TicketRow } from './club.ts'

export class Ledger {
  /** Sales that the terminal said were made, or that were found on it after a crash. */
  readonly sold = new Map<string, StoredTicket>()
  readonly soldByMainApi = new Map<string, TicketRow>()
  /** Sales that were under way when their page died: each may have become a ticket or not. */
  unansweredSales = 0
  /** What each visit had consumed after each of the main API's sales, without the terminal's. */
  readonly #mainApiTotals = new Map<number, MinorUnits[]>()
  /** Which of these a terminal has shown last: it may not fall behind it. */
  readonly #shownIndex = new Map<number, number>()

  constructor(stored: Stored) {
    for (const { id_visit, consumed } of stored.visits.values()) this.#addVisit(id_visit, consumed)
  }

  get visits(): number[] {
    return [...this.#mainApiTotals.keys()]
  }

  enterVisit(id_visit: number): void {
    this.#addVisit(id_visit, 0)
  }

  addMainApiSale(row: TicketRow): void {
    this.soldByMainApi.set(row.id_ticket, row)
    const totals = this.#mainApiTotals.get(row.id_visit)!
    totals.push(totals.at(-1)! + row.amount)
  }

  /** What a visit had consumed before the night began. */
  initialTotal(id_visit: number): MinorUnits {
    return this.#mainApiTotals.get(id_visit)![1]!
  }

  /** All that a visit has consumed so far, pushed or not. */
  wholeTotal(id_visit: number): MinorUnits {
    return this.#mainApiTotals.get(id_visit)!.at(-1)! + this.#soldHere(id_visit)
  }

  /**
   * Whether a terminal may show this total now: all of its own tickets once each, and the main API's sales up to one of them,
   * none that was shown before being forgotten. With `isUpToDate`, all of them.
   */
  isTrue(id_visit: number, shown: MinorUnits, isUpToDate: boolean): boolean {
    const totals = this.#mainApiTotals.get(id_visit)!
    const from = isUpToDate ? totals.length - 1 : (this.#shownIndex.get(id_visit) ?? 0)
    const index = totals.indexOf(shown - this.#soldHere(id_visit), from)
    if (index < 0) return false
    this.#shownIndex.set(id_visit, index)
    return true
  }

  #addVisit(id_visit: number, consumed: MinorUnits): void {
    // Before it is pulled, a terminal knows of nothing.
    this.#mainApiTotals.set(id_visit, [0, consumed])
  }

  #soldHere(id_visit: number): MinorUnits {
    const tickets = [...this.sold.values()].filter((ticket) => ticket.id_visit === id_visit)
    return tickets.reduce((sum, ticket) => sum + centavosOf(ticket), 0)
  }
}

export function centavosOf(ticket: StoredTicket): MinorUnits {
  return Math.round(Number(ticket.ticket_amount) * 100)
}
