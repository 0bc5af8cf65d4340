import { parseMoney, salesTotals, type SalesTotals } from '@barra/domain'
import { isVoided, type StoredTicket } from '@barra/local-store'

/** What was sold in one shift, and how it stands with the server. */
export interface ShiftSales {
  /** Oldest first, voided ones included. */
  readonly tickets: readonly StoredTicket[]
  /** Of what counts: without voided tickets. */
  readonly totals: SalesTotals
  readonly pending: number
  readonly refused: number
  readonly voided: number
}

export function shiftSales(tickets: readonly StoredTicket[], shiftId: string): ShiftSales {
  const own = tickets.filter(({ shift_id }) => shift_id === shiftId).reverse()
  const count = (...statuses: StoredTicket['sync_status'][]) =>
    own.filter(({ sync_status }) => statuses.includes(sync_status)).length
  return {
    tickets: own,
    totals: salesTotals(own.filter((ticket) => !isVoided(ticket))),
    pending: count('PENDING', 'VOIDING'),
    refused: count('ERROR'),
    voided: count('VOIDED', 'VOIDING'),
  }
}

/** The amount of each shift, by its id. */
export function amountsByShift(tickets: readonly StoredTicket[]): ReadonlyMap<string, number> {
  const amounts = new Map<string, number>()
  for (const ticket of tickets) {
    if (ticket.shift_id === null || isVoided(ticket)) continue
    amounts.set(ticket.shift_id, (amounts.get(ticket.shift_id) ?? 0) + parseMoney(ticket.ticket_amount))
  }
  return amounts
}
