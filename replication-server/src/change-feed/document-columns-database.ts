import type { DatabaseDialect } from '@barra/database'
import { sql, type RawBuilder } from 'kysely'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import { jsonArrayOf } from '../dialect/json-array.ts'

/** What a document is made of, read from its row `t`; with it comes `_applied_tickets` where the collection has them. */
export function documentColumns(dialect: DatabaseDialect, collection: CollectionConfiguration): readonly RawBuilder<unknown>[] {
  const columns = collection.columns.map(({ name }) => sql`t.${sql.id(name)}`)
  if (!collection.hasAppliedTickets) return columns
  const applied = sql`(SELECT ${jsonArrayOf(dialect, sql<string>`r.ticket_id`)} FROM replication_tickets r
    WHERE r.id_visit = t.${sql.id(collection.key)}) AS _applied_tickets`
  return [...columns, applied]
}
