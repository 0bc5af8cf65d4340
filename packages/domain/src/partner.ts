import type { FromSchema } from 'json-schema-to-ts'

/** A partner as replicated. Every column but the key may be null in the club's database. */
export const partnerSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    id_partner: { type: 'integer' },
    alias: { type: ['string', 'null'] },
    partner_name: { type: ['string', 'null'] },
    partner_dni: { type: ['string', 'null'] },
    affiliate_name: { type: ['string', 'null'] },
    affiliate_dni: { type: ['string', 'null'] },
    id_state: { type: ['integer', 'null'] },
    suspension_reason: { type: ['string', 'null'] },
    expultion_reason: { type: ['string', 'null'] },
  },
  required: [
    'id_partner',
    'alias',
    'partner_name',
    'partner_dni',
    'affiliate_name',
    'affiliate_dni',
    'id_state',
    'suspension_reason',
    'expultion_reason',
  ],
} as const

/** What a club may add to the columns that travel: without them a terminal knows no phones. */
export interface PartnerPhones {
  readonly partner_phone?: string | null
  readonly affiliate_phone?: string | null
}

export type Partner = FromSchema<typeof partnerSchema> & PartnerPhones

/** Values of `id_state` in Partners and Visits (table States of the main database). */
export const PARTNER_STATE = {
  vip: 1,
  normal: 2,
  tourist: 3,
  observed: 4,
  infrequent: 5,
  expelled: 6,
  suspended: 7,
  guest: 8,
} as const
