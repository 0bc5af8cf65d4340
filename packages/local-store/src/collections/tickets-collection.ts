import type { RxCollection, RxJsonSchema } from 'rxdb'
import { SYNC_STATUSES, ticketSchema } from '@barra/domain'
import type { StoredTicket } from '../tickets/stored-ticket.ts'

export type TicketsCollection = RxCollection<StoredTicket>

const nullableString = { type: ['string', 'null'] } as const

/** Raise `version` with every change, and keep the earlier one in `earlier-tickets.ts`: tickets of a terminal must survive it. */
export const ticketsSchema = {
  version: 1,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 36 },
    ticket_number: { type: 'string' },
    guest_name: { type: 'string' },
    cashier: nullableString,
    shift_id: nullableString,
    attempts: { type: 'array', items: { type: 'object' } },
    changes: { type: 'array', items: { type: 'object' } },
    ...ticketSchema.properties,
    // RxDB indexes a number only between bounds.
    id_visit: { ...ticketSchema.properties.id_visit, multipleOf: 1 },
    sync_status: { type: 'string', maxLength: 7, enum: [...SYNC_STATUSES] },
    remote_id_ticket: nullableString,
    synced_at: nullableString,
    retry_count: { type: 'integer' },
    error_code: nullableString,
    error_message: nullableString,
    was_duplicate: { type: 'boolean' },
  },
  required: ['id', 'ticket_number', 'guest_name', ...ticketSchema.required, 'sync_status'],
  indexes: ['sync_status', 'id_visit'],
} as unknown as RxJsonSchema<StoredTicket>
