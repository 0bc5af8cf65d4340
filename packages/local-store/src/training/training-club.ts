// A small made-up club to practise with. Its people are nobody's, and its bracelets are four digits from 0101 on.
import { businessDay, PARTNER_STATE, toZonedIso, type Partner, type Product, type Visit } from '@barra/domain'
import type { PulledDatabase } from '@barra/replication-protocol'
import type { Columns } from './pretend-database.ts'

interface ClubDocument {
  readonly db: PulledDatabase
  readonly id: string
  readonly columns: Columns
}

const MINUTE_MS = 60_000

const featured: readonly (readonly [description: string, price: string])[] = [
  ['Fernet con cola', '6500.00'],
  ['Gin tonic', '7500.00'],
  ['Cerveza rubia 473 ml', '4200.00'],
  ['Agua sin gas 500 ml', '2200.00'],
  ['Campari con naranja', '6800.00'],
  ['Vodka con energizante', '8900.00'],
]

const others: readonly (readonly [description: string, price: string])[] = [
  ['Agua con gas 500 ml', '2200.00'],
  ['Aperol spritz', '7800.00'],
  ['Caipirinha', '7200.00'],
  ['Cerveza negra 473 ml', '4600.00'],
  ['Cuba libre', '6900.00'],
  ['Daiquiri de frutilla', '7400.00'],
  ['Energizante', '3900.00'],
  ['Gaseosa cola', '2800.00'],
  ['Gaseosa lima limón', '2800.00'],
  ['Jugo de naranja', '3200.00'],
  ['Mojito', '7600.00'],
  ['Papas fritas', '5400.00'],
  ['Tequila, medida', '5200.00'],
  ['Whisky, medida', '9800.00'],
]

/** Names, and for how many minutes they have been inside; without minutes they left, and only their visit tells. */
const people: readonly {
  readonly partner: string
  readonly affiliate?: string
  readonly insideMinutes: number
  readonly leftMinutes?: number
  readonly state?: number
  readonly reason?: string
}[] = [
  { partner: 'Ana Práctica', affiliate: 'Beto Práctica', insideMinutes: 95 },
  { partner: 'Carla Ensayo', affiliate: 'Dora Ensayo', insideMinutes: 80 },
  { partner: 'Diego Ensayo', affiliate: 'Elsa Ensayo', insideMinutes: 64 },
  { partner: 'Fabián Prueba', affiliate: 'Felisa Prueba', insideMinutes: 41 },
  { partner: 'Gloria Prueba', affiliate: 'Hugo Prueba', insideMinutes: 33 },
  { partner: 'Inés Simulacro', affiliate: 'Iván Simulacro', insideMinutes: 20 },
  { partner: 'Julio Simulacro', insideMinutes: 12, state: PARTNER_STATE.suspended, reason: 'Cuota impaga' },
  { partner: 'Karina Simulacro', insideMinutes: 180, leftMinutes: 15 },
]

/** Everything the club holds, in the order in which it came to be. */
export function trainingClub(startedAt: Date, timeZone: string): readonly ClubDocument[] {
  const minutesBefore = (minutes: number) => toZonedIso(new Date(startedAt.getTime() - minutes * MINUTE_MS), timeZone)
  const products = [...featured, ...others].map(([description, price], i): ClubDocument => {
    const product: Product = {
      id_product_service: i + 1,
      description,
      long_description: null,
      price,
      available: null,
      url_image: null,
      featured: i < featured.length,
    }
    return { db: 'products', id: String(product.id_product_service), columns: { ...product } }
  })
  const guests = people.flatMap(
    ({ partner, affiliate, insideMinutes, leftMinutes, state = PARTNER_STATE.normal, reason = null }, i): ClubDocument[] => {
      const id_partner = i + 1
      const columns: Partner = {
        id_partner,
        alias: null,
        partner_name: partner,
        partner_dni: null,
        affiliate_name: affiliate ?? null,
        affiliate_dni: null,
        id_state: state,
        suspension_reason: reason,
        expultion_reason: null,
      }
      const visit: Visit = {
        id_visit: i + 1,
        id_partner,
        visit_date: businessDay(startedAt, timeZone),
        id_state: state,
        id_visit_type: affiliate ? 2 : 1,
        hour_entry: minutesBefore(insideMinutes),
        hour_exit: leftMinutes === undefined ? null : minutesBefore(leftMinutes),
        id_bracelet_1: bracelet(2 * i + 1),
        id_bracelet_2: affiliate ? bracelet(2 * i + 2) : null,
        visit_amount_consumed: '0.00',
        applied_tickets: [],
      }
      return [
        { db: 'partners', id: String(id_partner), columns: { ...columns } },
        { db: 'visits', id: String(visit.id_visit), columns: { ...visit } },
      ]
    },
  )
  return [...products, ...guests]
}

function bracelet(n: number): string {
  return `01${String(n).padStart(2, '0')}`
}
