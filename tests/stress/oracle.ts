// What every reader must hold: the club's tables, read directly and written down by rules of this file's own.
import type { Database } from '@barra/database'
import { businessDay, daysBefore, DEFAULT_CLUB_TIME_ZONE } from '@barra/domain'
import { sql } from 'kysely'
import { stressedTables } from './club-tables.ts'

type Row = Readonly<Record<string, string | number | null>>
type Fields = Readonly<Record<string, unknown>>

/** Fields of every document that must be there, by collection and id. */
export type Truth = ReadonlyMap<string, ReadonlyMap<string, Fields>>

const WINDOW_DAYS = 3
/** Argentina has kept one offset since 2009. */
const CLUB_OFFSET = '-03:00'

export async function readTruth(database: Database, now = new Date()): Promise<Truth> {
  const firstDay = daysBefore(businessDay(now, DEFAULT_CLUB_TIME_ZONE), WINDOW_DAYS)
  const truth = new Map<string, ReadonlyMap<string, Fields>>()
  for (const { collection, table, key } of stressedTables) {
    const { rows } = await sql<Row>`SELECT * FROM ${sql.table(table)}`.execute(database.kysely)
    const inside = rows.filter(({ visit_date }) => visit_date === undefined || visit_date === null || visit_date >= firstDay)
    truth.set(collection, new Map(inside.map((row) => [String(row[key]), fieldsOf(collection, row)])))
  }
  return truth
}

function fieldsOf(collection: string, row: Row): Fields {
  switch (collection) {
    case 'partners':
      return pick(row, ['id_partner', 'alias', 'partner_name', 'affiliate_name', 'id_state', 'suspension_reason'])
    case 'products':
      return {
        ...pick(row, ['id_product_service', 'description', 'available']),
        price: money(row.price!),
        featured: row.featured === null ? null : row.featured === 1,
      }
    default:
      return {
        ...pick(row, ['id_visit', 'id_partner', 'visit_date', 'id_bracelet_1']),
        hour_entry: clubTime(row.hour_entry!),
        hour_exit: clubTime(row.hour_exit!),
        visit_amount_consumed: money(row.visit_amount_consumed!),
        applied_tickets: [],
      }
  }
}

function pick(row: Row, names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, row[name]]))
}

function money(value: string | number | null): string | null {
  return value === null ? null : Number(value).toFixed(2)
}

function clubTime(value: string | number | null): string | null {
  return value === null ? null : `${String(value).replace(' ', 'T')}${CLUB_OFFSET}`
}
