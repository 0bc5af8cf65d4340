import type { RxDocument } from 'rxdb'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'

/** The states of which the main database is still to be told. */
export const UNSENT = ['PENDING', 'VOIDING'] as const

/** Whatever the server does not have yet, or refused and may be asked again. */
export const UNSETTLED = [...UNSENT, 'ERROR'] as const

/** Every ticket that a push cycle has to send, oldest first. */
export function findUnsent(tickets: TicketsCollection): Promise<RxDocument<StoredTicket>[]> {
  return tickets.find({ selector: { sync_status: { $in: [...UNSENT] } }, sort: [{ id: 'asc' }] }).exec()
}

export function isUnsent({ sync_status }: Pick<StoredTicket, 'sync_status'>): boolean {
  return UNSENT.some((state) => state === sync_status)
}
