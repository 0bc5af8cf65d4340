import { dexieTableOf } from '../collections/dexie-table.ts'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import type { StoredTicket } from './stored-ticket.ts'

export type NewestTicket = Pick<StoredTicket, 'id' | 'ticket_number'>

/**
 * The ticket with the greatest id, of this terminal alone where one is named; null without any. It is read from the end of the table,
 * below RxDB: a query of RxDB for the last one reads all.
 */
export async function findNewest(tickets: TicketsCollection, terminal?: string): Promise<NewestTicket | null> {
  const table = await dexieTableOf(tickets.storageInstance)
  const isMeant = (ticket: StoredTicket) => terminal === undefined || ticket.terminal === terminal
  return ((await table.orderBy('id').reverse().filter(isMeant).first()) as NewestTicket | undefined) ?? null
}
