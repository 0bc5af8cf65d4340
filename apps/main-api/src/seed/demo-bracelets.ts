import type { Database } from '@barra/database'
import { normalizeBracelet } from '@barra/domain'
import type { MainTables } from '../schema/main-tables.ts'

/** Bracelets worth trying; null when there is none of that kind. */
export interface DemoBracelets {
  /** Worn by one guest and no other. */
  readonly open: string | null
  readonly closed: string | null
  readonly unknown: string | null
}

/**
 * Looks for them among the visits since a business day ('YYYY-MM-DD'), the oldest that terminals still know: nothing can be sold to
 * an older visit, open or not.
 */
export async function demoBracelets(database: Database, firstDay: string): Promise<DemoBracelets> {
  const visits = await database.kysely
    .withTables<MainTables>()
    .selectFrom('Visits')
    .select(['hour_exit', 'id_bracelet_1', 'id_bracelet_2'])
    .where((where) => where.or([where('visit_date', '>=', firstDay), where('visit_date', 'is', null)]))
    .orderBy('visit_date', 'desc')
    .orderBy('id_visit')
    .execute()

  const worn = visits.filter((visit) => visit.hour_exit === null).flatMap(braceletsOf)
  const givenBack = visits.filter((visit) => visit.hour_exit !== null).flatMap(braceletsOf)
  const isWorn = new Set(worn.map(normalizeBracelet))
  const everGiven = new Set([...worn, ...givenBack].map(normalizeBracelet))
  const numbers = Array.from({ length: 999 }, (_, index) => String(999 - index).padStart(4, '0'))
  return {
    open: worn.find((bracelet) => worn.filter((other) => isSame(bracelet, other)).length === 1) ?? null,
    closed: givenBack.find((bracelet) => !isWorn.has(normalizeBracelet(bracelet))) ?? null,
    unknown: numbers.find((number) => !everGiven.has(number)) ?? null,
  }
}

function isSame(a: string, b: string): boolean {
  return normalizeBracelet(a) === normalizeBracelet(b)
}

function braceletsOf(visit: { id_bracelet_1: string | null; id_bracelet_2: string | null }): string[] {
  return [visit.id_bracelet_1, visit.id_bracelet_2].filter((bracelet) => bracelet !== null && bracelet.trim() !== '') as string[]
}
