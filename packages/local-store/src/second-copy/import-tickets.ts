// Tickets of another terminal, or of this one before it lost its data, taken from a file. The id is the identity: whatever is imported
// however often, a ticket is here once, and the intake stores it once.
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import { StorageFailed } from '../tickets/sale-errors.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { toldElsewhere } from './told-elsewhere.ts'

/** What became of the tickets of a file; together they are all of them. */
export interface ImportResult {
  readonly added: number
  /** Known here, and the file told of a decision made elsewhere. */
  readonly updated: number
  /** Known here already. */
  readonly known: number
  /** Stored by the server when the file was last written, so there is nothing to send. */
  readonly alreadySent: number
}

/** @throws StorageFailed when the disk refuses; importing once more goes on from there. */
export async function importTickets(collection: TicketsCollection, tickets: readonly StoredTicket[]): Promise<ImportResult> {
  try {
    const here = await collection.findByIds(tickets.map(({ id }) => id)).exec()
    const toldAnew = new Set<string>()
    for (const ticket of tickets) {
      await here.get(ticket.id)?.incrementalModify((data) => {
        const told = toldElsewhere(data, ticket)
        // Asked again when another tab's write came first; the last answer is the one that is stored.
        if (told) toldAnew.add(ticket.id)
        else toldAnew.delete(ticket.id)
        return told ?? data
      })
    }
    const updated = toldAnew.size
    const unknown = tickets.filter(({ id }) => !here.has(id))
    // Only the terminal that was told so can vouch for it; sent again from here, the server would say that it is there.
    const toAdd = unknown.filter(({ sync_status }) => sync_status !== 'SYNCED')
    const { success } = await collection.bulkInsert([...toAdd])
    const added = success.length
    const alreadySent = unknown.length - toAdd.length
    return { added, updated, alreadySent, known: tickets.length - added - alreadySent - updated }
  } catch (error) {
    throw new StorageFailed(error)
  }
}
