import { sql, type Expression, type SqlBool } from 'kysely'
import { normalizeBracelet } from '@barra/domain'
import type { MainKysely } from '../http/api-context.ts'

/** The open visit behind either bracelet: the newest business day first, then the latest entry. */
export async function findOpenVisit(kysely: MainKysely, bracelet: string) {
  return kysely
    .selectFrom('Visits')
    .selectAll()
    .where('hour_exit', 'is', null)
    .where((where) => where.or([isBracelet('id_bracelet_1', bracelet), isBracelet('id_bracelet_2', bracelet)]))
    .orderBy('visit_date', 'desc')
    .orderBy('hour_entry', 'desc')
    .orderBy('id_visit', 'desc')
    .executeTakeFirst()
}

/** Case and trailing spaces do not count, which not every MySQL collation and no SQLite column does by itself. */
function isBracelet(column: 'id_bracelet_1' | 'id_bracelet_2', bracelet: string): Expression<SqlBool> {
  return sql<SqlBool>`lower(rtrim(${sql.ref(column)})) = ${normalizeBracelet(bracelet)}`
}
