// The three replicated tables as the stress writes them: which keys it fights for, and what it puts into a row.
import type { Random } from './random.ts'

export interface StressedTable {
  readonly collection: 'partners' | 'products' | 'visits'
  readonly table: string
  readonly key: string
  /** Values for a new or changed row, never the key. */
  draw(random: Random): Readonly<Record<string, string | number | null>>
}

/** Partners that visits point to: they stay, since a cascade fires no trigger. */
export const STEADY_PARTNERS = 50

/** The keys that writers insert, change, delete and take again, above the steady ones. */
export const FIRST_KEY = 1_001

const MINUTE_MS = 60_000

const partners: StressedTable = {
  collection: 'partners',
  table: 'Partners',
  key: 'id_partner',
  draw: (random) => ({
    alias: word(random),
    partner_name: random.chance(0.1) ? null : word(random),
    affiliate_name: random.chance(0.5) ? null : word(random),
    id_state: null,
    suspension_reason: random.chance(0.9) ? null : word(random),
  }),
}

const products: StressedTable = {
  collection: 'products',
  table: 'Products_Services',
  key: 'id_product_service',
  draw: (random) => ({
    description: `${word(random)} ñandú 🍺`,
    price: `${random.between(0, 99_999)}.${String(random.between(0, 99)).padStart(2, '0')}`,
    available: random.chance(0.2) ? null : random.between(-50, 500),
    featured: random.between(0, 1),
  }),
}

const visits: StressedTable = {
  collection: 'visits',
  table: 'Visits',
  key: 'id_visit',
  draw: (random) => ({
    id_partner: random.chance(0.3) ? null : random.between(1, STEADY_PARTNERS),
    // Well inside the window, well outside it, or undated: a run that passes midnight must not change what is right.
    visit_date: random.chance(0.05) ? null : daysAgo(random.chance(0.2) ? random.between(10, 40) : 1),
    hour_entry: `${daysAgo(1)} ${clockTime(random)}`,
    hour_exit: random.chance(0.5) ? null : `${daysAgo(1)} ${clockTime(random)}`,
    id_bracelet_1: String(random.between(1, 400)).padStart(4, '0'),
    visit_amount_consumed: `${random.between(0, 99_999)}.50`,
  }),
}

export const stressedTables: readonly StressedTable[] = [products, partners, visits]

function word(random: Random): string {
  return random.next().toString(36).slice(2, 10)
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 24 * 60 * MINUTE_MS).toISOString().slice(0, 10)
}

function clockTime(random: Random): string {
  const [hours, minutes, seconds] = [random.between(0, 23), random.between(0, 59), random.between(0, 59)]
  return [hours, minutes, seconds].map((part) => String(part).padStart(2, '0')).join(':')
}
