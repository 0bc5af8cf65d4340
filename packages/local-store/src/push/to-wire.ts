import { ticketSchema, type Ticket } from '@barra/domain'
import type { StoredTicket } from '../tickets/stored-ticket.ts'

const wireFields = Object.keys(ticketSchema.properties) as (keyof Ticket)[]

/** The ticket as it travels: the sale and its id, without what only this terminal knows. */
export function toWire(ticket: StoredTicket): Ticket & { readonly _id: string } {
  const sale = Object.fromEntries(wireFields.map((field) => [field, ticket[field]])) as unknown as Ticket
  return { _id: ticket.id, ...sale }
}
