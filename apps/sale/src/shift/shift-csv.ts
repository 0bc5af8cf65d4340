import { parseMoney } from '@barra/domain'
import type { StoredTicket } from '@barra/local-store'
import { toCsv, type CsvValue } from '../format/csv.ts'

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
  'status',
  'remoteId',
  'observations',
  'id',
] as const

/**
 * One row for each line of each ticket, so that a pivot table answers any question.
 * @param say the words of a key under `shift.csv`
 */
export function shiftCsv(tickets: readonly StoredTicket[], say: (key: string) => string): string {
  return toCsv([COLUMNS.map(say), ...tickets.flatMap((ticket) => rowsOf(ticket, say))])
}

function rowsOf(ticket: StoredTicket, say: (key: string) => string): CsvValue[][] {
  // As the club's clock showed them, which is how the ticket has them.
  const [, date = '', time = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)/.exec(ticket.ticket_date) ?? []
  const before = [ticket.ticket_number, date, time, ticket.terminal, ticket.cashier ?? '', ticket.guest_name, ticket.id_bracelet]
  const after = [say(`statuses.${ticket.sync_status}`), ticket.remote_id_ticket ?? '', ticket.observations, ticket.id]
  return ticket.ticket_details.map(({ description, quantity, unit_price }) => {
    const price = parseMoney(unit_price)
    return [...before, description, quantity, { minor: price }, { minor: quantity * price }, ...after]
  })
}
