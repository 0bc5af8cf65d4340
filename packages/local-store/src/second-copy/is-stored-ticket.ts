import { Validator } from '@cfworker/json-schema'
import { parseZonedIso, UUID_PATTERN } from '@barra/domain'
import { ticketsSchema } from '../collections/tickets-collection.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'

const validator = new Validator({
  type: 'object',
  properties: { ...ticketsSchema.properties, id: { type: 'string', pattern: UUID_PATTERN } },
  required: [...(ticketsSchema.required ?? []), 'attempts', 'changes'],
} as unknown as ConstructorParameters<typeof Validator>[0])

/** Whether a value from outside has the form of a ticket here, so that nothing that shows or sums tickets stumbles over it. */
export function isStoredTicket(value: unknown): value is StoredTicket {
  if (typeof value !== 'object' || value === null) return false
  return validator.validate(value).valid && parseZonedIso((value as StoredTicket).ticket_date) !== null
}
