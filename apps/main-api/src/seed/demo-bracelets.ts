import type { Database } from '@barra/database'
import type { MainTables } from '../schema/main-tables.ts'

/** Bracelets worth trying; null when the club has none of that kind on its last night. */
export interface DemoBracelets {
  readonly open: string | null
  readonly closed: string | null
  readonly unknown: string | null
}

/** Looks for them on the club's last night, so that it also works when sales went on since the seed. */
export async function demoBracelets(database: Database): Promise<DemoBracelets> {
  const kysely = database.kysely.withTables<MainTables>()
  const visits = await kysely
    .selectFrom('Visits')
    .select(['visit_date', 'hour_exit', 'id_state', 'id_bracelet_1', 'id_bracelet_2'])
    .orderBy('id_visit')
    .execute()

  const lastNight = visits.reduce((latest, { visit_date }) => ((visit_date ?? '') > latest ? visit_date! : latest), '')
  const tonight = visits.filter((visit) => visit.visit_date === lastNight)
  const open = visits.filter((visit) => visit.hour_exit === null).flatMap(braceletsOf)
  const opened = tonight.filter((visit) => visit.hour_exit === null).flatMap(braceletsOf)
  const closed = tonight.filter((visit) => visit.hour_exit !== null).flatMap(braceletsOf)
  const everGiven = new Set(visits.flatMap(braceletsOf))
  const numbers = Array.from({ length: 9999 }, (_, index) => String(index + 1).padStart(4, '0'))
  return {
    open: opened.find((bracelet) => open.indexOf(bracelet) === open.lastIndexOf(bracelet)) ?? null,
    closed: closed.find((bracelet) => !open.includes(bracelet)) ?? null,
    unknown: numbers.findLast((number) => number <= '0999' && !everGiven.has(number)) ?? null,
  }
}

function braceletsOf(visit: { id_bracelet_1: string | null; id_bracelet_2: string | null }): string[] {
  return [visit.id_bracelet_1, visit.id_bracelet_2].filter((bracelet) => bracelet !== null && bracelet !== '') as string[]
}
