// Tickets that an earlier version of this app wrote, in the form of their time, and how they become today's.
import type { RxJsonSchema } from 'rxdb'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { noHistory } from '../tickets/ticket-history.ts'

export interface EarlierVersion<Earlier extends { readonly id: string } = { readonly id: string }> {
  /** As much of its schema as finds its documents again: version, key and indexes. Never to be changed. */
  readonly schema: RxJsonSchema<Earlier>
  /** The turn that its sales take in the terminal's tickets database, in every tab. */
  readonly saleTurn: (ticketsDatabase: string) => string
  readonly toCurrent: (ticket: Earlier) => StoredTicket
}

type TicketOfVersion0 = Omit<StoredTicket, 'cashier' | 'shift_id' | 'attempts' | 'changes'>

const version0: EarlierVersion<TicketOfVersion0> = {
  schema: {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: {
      id: { type: 'string', maxLength: 36 },
      sync_status: { type: 'string', maxLength: 7 },
      id_visit: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER, multipleOf: 1 },
    },
    required: ['id', 'sync_status', 'id_visit'],
    indexes: ['sync_status', 'id_visit'],
  } as unknown as RxJsonSchema<TicketOfVersion0>,
  saleTurn: (ticketsDatabase) => `${ticketsDatabase}-closing`,
  toCurrent: (ticket) => ({ ...ticket, cashier: null, shift_id: null, ...noHistory }),
}

/** Oldest first. */
export const earlierVersions = [version0] as unknown as readonly EarlierVersion[]
