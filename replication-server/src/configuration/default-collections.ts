import type { CollectionConfiguration } from './collections.ts'

const partners: CollectionConfiguration = {
  name: 'partners',
  table: 'Partners',
  key: 'id_partner',
  columns: [
    { name: 'id_partner', kind: 'integer' },
    { name: 'alias', kind: 'text' },
    { name: 'partner_name', kind: 'text' },
    { name: 'partner_dni', kind: 'text' },
    { name: 'affiliate_name', kind: 'text' },
    { name: 'affiliate_dni', kind: 'text' },
    { name: 'id_state', kind: 'integer' },
    { name: 'suspension_reason', kind: 'text' },
    { name: 'expultion_reason', kind: 'text' },
  ],
}

const products: CollectionConfiguration = {
  name: 'products',
  table: 'Products_Services',
  key: 'id_product_service',
  columns: [
    { name: 'id_product_service', kind: 'integer' },
    { name: 'description', kind: 'text' },
    { name: 'long_description', kind: 'text' },
    { name: 'price', kind: 'money' },
    { name: 'available', kind: 'integer' },
    { name: 'url_image', kind: 'text' },
    { name: 'featured', kind: 'boolean' },
  ],
}

/**
 * A visit is open while `hour_exit` is NULL, and only then: one that holds '0000-00-00 00:00:00' is closed for the main system and
 * the intake, so its document must not read as open.
 */
const CLOSED_AT_NO_KNOWN_TIME = '1970-01-01T00:00:00+00:00'

const visits: CollectionConfiguration = {
  name: 'visits',
  table: 'Visits',
  key: 'id_visit',
  columns: [
    { name: 'id_visit', kind: 'integer' },
    { name: 'id_partner', kind: 'integer' },
    { name: 'visit_date', kind: 'date' },
    { name: 'id_state', kind: 'integer' },
    { name: 'id_visit_type', kind: 'integer' },
    { name: 'hour_entry', kind: 'wall_clock' },
    { name: 'hour_exit', kind: 'wall_clock', whenUnreadable: CLOSED_AT_NO_KNOWN_TIME },
    { name: 'id_bracelet_1', kind: 'text' },
    { name: 'id_bracelet_2', kind: 'text' },
    { name: 'visit_amount_consumed', kind: 'money' },
  ],
  window: { column: 'visit_date', days: 3 },
  hasAppliedTickets: true,
}

/** The club's tables as terminals pull them. */
export const defaultCollections: readonly CollectionConfiguration[] = [partners, products, visits]
