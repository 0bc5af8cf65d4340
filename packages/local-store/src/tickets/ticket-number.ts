import type { TicketsCollection } from '../collections/tickets-collection.ts'

/** What staff call the next ticket: the terminal's number and a running one, "1-0265". Not an identity: that is the id. */
export async function nextTicketNumber(tickets: TicketsCollection, terminal: string): Promise<string> {
  const [newest] = await tickets.find({ sort: [{ id: 'desc' }], limit: 1 }).exec()
  const last = Number(newest?.ticket_number.split('-').at(-1) ?? 0)
  const prefix = /\d+/.exec(terminal)?.[0] ?? terminal
  return `${prefix}-${String(last + 1).padStart(4, '0')}`
}
