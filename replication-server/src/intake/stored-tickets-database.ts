import type { Database } from '@barra/database'
import type { IntakeTables } from './intake-tables.ts'

/** Receipts of those tickets whose row is there and still charges the visit it was stored for. */
export async function findStored(
  database: Database,
  ticketIds: readonly string[],
): Promise<readonly { readonly ticket_id: string; readonly pushed_rev: string | null }[]> {
  if (ticketIds.length === 0) return []
  return database.kysely
    .withTables<IntakeTables>()
    .selectFrom('replication_tickets as r')
    .innerJoin('Tickets as t', (join) => join.onRef('t.id_ticket', '=', 'r.id_ticket').onRef('t.id_visit', '=', 'r.id_visit'))
    .select(['r.ticket_id', 'r.pushed_rev'])
    .where('r.ticket_id', 'in', ticketIds)
    .execute()
}
