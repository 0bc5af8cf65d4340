import type { FromSchema } from 'json-schema-to-ts'
import { MONEY_WIRE_PATTERN } from './money.ts'

/**
 * A visit as replicated: times are ISO 8601 with offset, `visit_date` is the business day (YYYY-MM-DD).
 * `applied_tickets` are the ids of pushed tickets that `visit_amount_consumed` already includes.
 */
export const visitSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    id_visit: { type: 'integer' },
    id_partner: { type: ['integer', 'null'] },
    visit_date: { type: ['string', 'null'] },
    id_state: { type: ['integer', 'null'] },
    id_visit_type: { type: ['integer', 'null'] },
    hour_entry: { type: ['string', 'null'] },
    hour_exit: { type: ['string', 'null'] },
    id_bracelet_1: { type: ['string', 'null'] },
    id_bracelet_2: { type: ['string', 'null'] },
    visit_amount_consumed: { type: ['string', 'null'], pattern: MONEY_WIRE_PATTERN },
    applied_tickets: { type: 'array', items: { type: 'string' } },
  },
  required: [
    'id_visit',
    'id_partner',
    'visit_date',
    'id_state',
    'id_visit_type',
    'hour_entry',
    'hour_exit',
    'id_bracelet_1',
    'id_bracelet_2',
    'visit_amount_consumed',
    'applied_tickets',
  ],
} as const

export type Visit = FromSchema<typeof visitSchema>

/** A visit is open while it has no exit time; that alone decides who is inside. */
export function isOpen(visit: Visit): boolean {
  return visit.hour_exit === null
}

/** The form in which bracelets are compared: case and trailing spaces do not count, leading zeros do; '' when there is none. */
export function normalizeBracelet(bracelet: string | null): string {
  return (bracelet ?? '').trimEnd().toLowerCase()
}

/** Whose bracelet it is in this visit: number 1 is the partner's, number 2 the affiliate's. */
export function braceletHolder(visit: Visit, bracelet: string): 'partner' | 'affiliate' | null {
  const wanted = normalizeBracelet(bracelet)
  if (wanted === '') return null
  if (normalizeBracelet(visit.id_bracelet_1) === wanted) return 'partner'
  if (normalizeBracelet(visit.id_bracelet_2) === wanted) return 'affiliate'
  return null
}

/** Newest business day first, then the latest entry: the order in which a bracelet's visits are offered. */
export function compareNewestFirst(a: Visit, b: Visit): number {
  return (
    (b.visit_date ?? '').localeCompare(a.visit_date ?? '') ||
    (b.hour_entry ?? '').localeCompare(a.hour_entry ?? '') ||
    b.id_visit - a.id_visit
  )
}
