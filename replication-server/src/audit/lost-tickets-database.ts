import { sql } from 'kysely'
import type { SequencingContext } from '../change-feed/sequencing-context.ts'

const DAYS_MS = 7 * 86_400_000
const MOST = 1_000

/**
 * Ids of tickets of the last week that a terminal was told are stored, and whose row is gone: somebody restored or emptied the
 * table. A terminal that still has one can send it again.
 */
export async function findLostTickets({ database, clock }: SequencingContext): Promise<readonly string[]> {
  const { rows } = await sql<{ ticket_id: string }>`
    SELECT r.ticket_id FROM replication_tickets r LEFT JOIN Tickets t ON t.id_ticket = r.id_ticket
    WHERE r.stored_at >= ${clock().getTime() - DAYS_MS} AND r.id_ticket IS NOT NULL AND t.id_ticket IS NULL
    LIMIT ${sql.lit(MOST)}
  `.execute(database.kysely)
  return rows.map(({ ticket_id }) => ticket_id)
}
