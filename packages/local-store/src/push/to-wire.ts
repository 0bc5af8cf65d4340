import { ticketSchema, type Cancellation, type Ticket } from '@barra/domain'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { cancellationOf } from '../tickets/voiding.ts'

const wireFields = Object.keys(ticketSchema.properties) as (keyof Ticket)[]

/** What is to be sent of a ticket, without what only this terminal knows: the sale under its id, or what takes it back. */
export function toWire(ticket: StoredTicket): (Ticket | Cancellation) & { readonly _id: string } {
  const sale = Object.fromEntries(wireFields.map((field) => [field, ticket[field]])) as unknown as Ticket
  return ticket.sync_status === 'VOIDING' ? cancellationOf(ticket, sale) : { _id: ticket.id, ...sale }
}
