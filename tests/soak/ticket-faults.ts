import type { Database } from '@barra/database'
import { parseMoney } from '@barra/domain'
import { sql } from 'kysely'
import { toMinorUnits } from '../../replication-server/src/dialect/money-value.ts'
import type { TicketDocument } from '../intake/small-club.ts'

interface TicketRow {
  readonly id_ticket: number
  readonly id_visit: number
  readonly ticket_amount: string | number
}

/** Which of the pushed tickets are not in the database exactly once, under the number that was answered, and which visits do not add up. */
export async function ticketFaults(
  { kysely }: Database,
  tickets: readonly TicketDocument[],
  accepted: readonly { readonly id: string; readonly remote_id_ticket: string }[],
): Promise<string[]> {
  const { rows } = await sql<TicketRow>`SELECT id_ticket, id_visit, ticket_amount FROM Tickets`.execute(kysely)
  const byNumber = new Map(rows.map((row) => [row.id_ticket, row]))
  const numbers = new Map(accepted.map(({ id, remote_id_ticket }) => [id, Number(remote_id_ticket)]))
  const faults: string[] = []
  if (rows.length !== tickets.length) faults.push(`${rows.length} tickets are stored, ${tickets.length} were pushed`)
  if (new Set(numbers.values()).size !== tickets.length) faults.push('two tickets were answered with one number')
  for (const { _id, id_visit, ticket_amount } of tickets) {
    const row = byNumber.get(numbers.get(_id) ?? NaN)
    const isRight = row?.id_visit === id_visit && toMinorUnits(row.ticket_amount) === parseMoney(ticket_amount)
    if (!isRight) faults.push(`ticket ${_id} is stored as ${JSON.stringify(row)}`)
  }
  const { rows: visits } = await sql<{ id_visit: number; consumed: string | number }>`
    SELECT id_visit, visit_amount_consumed AS consumed FROM Visits`.execute(kysely)
  for (const { id_visit, consumed } of visits) {
    const sold = tickets.filter((ticket) => ticket.id_visit === id_visit)
    const sum = sold.reduce((total, ticket) => total + parseMoney(ticket.ticket_amount), 0)
    if (toMinorUnits(consumed) !== sum) faults.push(`visit ${id_visit} says ${consumed}, its tickets add up to ${sum / 100}`)
  }
  return faults
}
