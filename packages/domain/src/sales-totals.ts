import { parseMoney, type MinorUnits } from './money.ts'
import type { Ticket } from './ticket.ts'

/** As much of a ticket as its totals need. */
export interface SoldTicket extends Pick<Ticket, 'ticket_amount' | 'ticket_details'> {
  readonly cashier: string | null
}

export interface CashierTotal {
  /** Null for what was sold while nobody had said who it is. */
  readonly cashier: string | null
  readonly tickets: number
  readonly amount: MinorUnits
}

export interface ProductTotal {
  readonly id_product_service: number
  readonly description: string
  readonly units: number
  readonly amount: MinorUnits
}

export interface SalesTotals {
  readonly tickets: number
  readonly amount: MinorUnits
  /** By name, nobody last. */
  readonly byCashier: readonly CashierTotal[]
  /** What brought most first. */
  readonly byProduct: readonly ProductTotal[]
}

/** What tickets add up to, by who sold them and by what was sold. */
export function salesTotals(tickets: readonly SoldTicket[]): SalesTotals {
  const cashiers = new Map<string | null, CashierTotal>()
  const products = new Map<number, ProductTotal>()
  for (const { cashier, ticket_amount, ticket_details } of tickets) {
    const sum = cashiers.get(cashier) ?? { cashier, tickets: 0, amount: 0 }
    cashiers.set(cashier, { ...sum, tickets: sum.tickets + 1, amount: sum.amount + parseMoney(ticket_amount) })
    for (const { id_product_service, description, quantity, unit_price } of ticket_details) {
      const { units, amount } = products.get(id_product_service) ?? { units: 0, amount: 0 }
      const total = { units: units + quantity, amount: amount + quantity * parseMoney(unit_price) }
      products.set(id_product_service, { id_product_service, description, ...total })
    }
  }
  return {
    tickets: tickets.length,
    amount: [...cashiers.values()].reduce((sum, { amount }) => sum + amount, 0),
    byCashier: [...cashiers.values()].sort(byName),
    byProduct: [...products.values()].sort((a, b) => b.amount - a.amount || a.description.localeCompare(b.description, 'es')),
  }
}

function byName({ cashier: a }: CashierTotal, { cashier: b }: CashierTotal): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return a.localeCompare(b, 'es')
}
