import type { FromSchema } from 'json-schema-to-ts'
import { MAX_OBSERVATIONS_LENGTH, MAX_QUANTITY } from './cart.ts'
import { formatMoney, parseMoney } from './money.ts'
import { ticketDetailSchema, ticketSchema, UUID_PATTERN, type Ticket } from './ticket.ts'

/** The state of a cancellation's details, and of those that it took back, as the main system spells them. */
export const CREDIT_NOTE = 'NC'
export const TAKEN_BACK = 'ANULADO'

/**
 * A ticket that takes another one back, as it travels: the same lines with negative quantities, and the id of that ticket. Like
 * a sale it is written once and has an id of its own.
 */
export const cancellationSchema = {
  ...ticketSchema,
  properties: {
    ...ticketSchema.properties,
    cancels: { type: 'string', pattern: UUID_PATTERN },
    ticket_details: {
      ...ticketSchema.properties.ticket_details,
      items: {
        ...ticketDetailSchema,
        properties: {
          ...ticketDetailSchema.properties,
          quantity: { type: 'integer', minimum: -MAX_QUANTITY, maximum: -1 },
          state: { const: CREDIT_NOTE },
        },
      },
    },
  },
  required: [...ticketSchema.required, 'cancels'],
} as const

export type Cancellation = FromSchema<typeof cancellationSchema>

export function isCancellation(ticket: Ticket | Cancellation): ticket is Cancellation {
  return 'cancels' in ticket
}

export interface Voiding {
  /** Why, in a person's words; as much of it as the main database holds is kept. */
  readonly reason: string
  /** ISO 8601 with offset. */
  readonly ticket_date: string
  readonly created_offline: boolean
  readonly terminal: string
}

/** The cancellation of a ticket whose id is `cancels`. */
export function toCancellation(cancels: string, ticket: Ticket, { reason, ...voiding }: Voiding): Cancellation {
  return {
    id_visit: ticket.id_visit,
    id_bracelet: ticket.id_bracelet,
    ...voiding,
    ticket_amount: formatMoney(-parseMoney(ticket.ticket_amount)),
    observations: reason.slice(0, MAX_OBSERVATIONS_LENGTH),
    ticket_details: ticket.ticket_details.map((detail) => ({ ...detail, quantity: -detail.quantity, state: CREDIT_NOTE })),
    cancels,
  }
}
