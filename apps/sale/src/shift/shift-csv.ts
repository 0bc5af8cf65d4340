import { parseMoney } from '@barra/domain'
import { isVoided, type StoredTicket } from '@barra/local-store'
import { toCsv, type CsvValue } from '../format/csv.ts'
import type { ShiftSales } from './shift-sales.ts'

const COLUMNS = [
  'ticket',
  'date',
  'time',
  'terminal',
  'cashier',
  'guest',
  'bracelet',
  'product',
  'quantity',
  'unitPrice',
  'amount',
  'uncounted',
  'status',
  'reason',
  'remoteId',
  'observations',
  'id',
] as const

/**
 * One row for each line of each ticket, so that a pivot table answers any question. The amounts add up to the total of the shift;
 * what it does not count stands beside them.
 * @param say the words of a key under `shift.csv`
 */
export function shiftCsv(sales: Pick<ShiftSales, 'tickets' | 'uncounted'>, say: (key: string) => string): string {
  const rows = sales.tickets.flatMap((ticket) => rowsOf(ticket, sales.uncounted.has(ticket.id), say))
  return toCsv([COLUMNS.map(say), ...rows])
}

function rowsOf(ticket: StoredTicket, isUncounted: boolean, say: (key: string) => string): CsvValue[][] {
  // As the club's clock showed them, which is how the ticket has them.
  const [, date = '', time = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)/.exec(ticket.ticket_date) ?? []
  const before = [ticket.ticket_number, date, time, ticket.terminal, ticket.cashier ?? '', ticket.guest_name, ticket.id_bracelet]
  const status = say(isVoided(ticket) && !isUncounted ? 'voidedLater' : `statuses.${ticket.sync_status}`)
  const after = [status, reasonsOf(ticket, say), ticket.remote_id_ticket ?? '', ticket.observations, ticket.id]
  return ticket.ticket_details.map(({ description, quantity, unit_price }) => {
    const price = parseMoney(unit_price)
    const amount = { minor: quantity * price }
    const amounts = isUncounted ? [{ minor: 0 }, amount] : [amount, '']
    return [...before, description, quantity, { minor: price }, ...amounts, ...after]
  })
}

/** Why it was moved and voided, oldest first. */
function reasonsOf({ changes }: StoredTicket, say: (key: string) => string): string {
  return changes
    .filter(({ kind }) => kind !== 'retried')
    .map(({ kind, reason }) => `${say(`changes.${kind}`)}: ${reason}`)
    .join(' · ')
}
