import type { FromSchema } from 'json-schema-to-ts'
import { cartTotal, chargeObstacle, MAX_OBSERVATIONS_LENGTH, MAX_QUANTITY, MAX_TICKET_LINES, type Cart } from './cart.ts'
import { formatMoney, MONEY_WIRE_PATTERN, parseMoney, type MinorUnits } from './money.ts'

/** The state of a detail that nobody has paid yet, as the main system spells it. */
export const UNPAID = 'NO PAGADO'

export const UUID_PATTERN = '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'

/** One line of a ticket; `unit_price` is a decimal string. */
export const ticketDetailSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    id_product_service: { type: 'integer', minimum: 1, maximum: 2147483647 },
    description: { type: 'string', maxLength: 255 },
    quantity: { type: 'integer', minimum: 1, maximum: MAX_QUANTITY },
    unit_price: { type: 'string', pattern: '^\\d{1,8}\\.\\d{2}$' },
    payed: { const: false },
    state: { const: UNPAID },
  },
  required: ['id_product_service', 'description', 'quantity', 'unit_price', 'payed', 'state'],
} as const

/** A ticket as it travels, without its id (`_id` on the wire, a UUIDv7). It is written once and never changes. */
export const ticketSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    id_visit: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    id_bracelet: { type: 'string', minLength: 1, maxLength: 255 },
    ticket_date: { type: 'string', format: 'iso-date-time', maxLength: 35 },
    ticket_amount: { type: 'string', pattern: MONEY_WIRE_PATTERN },
    observations: { type: 'string', maxLength: MAX_OBSERVATIONS_LENGTH },
    created_offline: { type: 'boolean' },
    terminal: { type: 'string', maxLength: 100 },
    ticket_details: { type: 'array', minItems: 1, maxItems: MAX_TICKET_LINES, items: ticketDetailSchema },
  },
  required: [
    'id_visit',
    'id_bracelet',
    'ticket_date',
    'ticket_amount',
    'observations',
    'created_offline',
    'terminal',
    'ticket_details',
  ],
} as const

export type TicketDetail = FromSchema<typeof ticketDetailSchema>
export type Ticket = FromSchema<typeof ticketSchema>

export interface Sale {
  readonly cart: Cart
  readonly id_visit: number
  readonly id_bracelet: string
  /** ISO 8601 with offset. */
  readonly ticket_date: string
  readonly created_offline: boolean
  readonly terminal: string
}

/**
 * Turns a filled cart into the ticket that will be stored and pushed.
 * @throws RangeError when the cart cannot be charged.
 */
export function toTicket({ cart, ...sale }: Sale): Ticket {
  const obstacle = chargeObstacle(cart)
  if (obstacle) throw new RangeError(`no ticket can be made of the cart: ${obstacle}`)
  return {
    ...sale,
    ticket_amount: formatMoney(cartTotal(cart)),
    observations: cart.observations,
    ticket_details: cart.lines.map((line) => ({
      id_product_service: line.id_product_service,
      description: line.description,
      quantity: line.quantity,
      unit_price: formatMoney(line.unit_price),
      payed: false,
      state: UNPAID,
    })),
  }
}

/** What the lines add up to; a ticket whose `ticket_amount` differs is refused as `amount_mismatch`. */
export function sumOfDetails(ticket: {
  readonly ticket_details: readonly Pick<TicketDetail, 'quantity' | 'unit_price'>[]
}): MinorUnits {
  return ticket.ticket_details.reduce((sum, detail) => sum + detail.quantity * parseMoney(detail.unit_price), 0)
}
