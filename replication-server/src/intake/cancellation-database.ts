// What the intake reads and marks of a ticket that is taken back. Callers hold the batch's transaction and the visit's lock.
import type { DatabaseDialect } from '@barra/database'
import { TAKEN_BACK, type MinorUnits } from '@barra/domain'
import { toMinorUnits } from '../dialect/money-value.ts'
import { rowLock } from '../dialect/row-lock.ts'
import type { IntakeTransaction } from './intake-tables.ts'

export interface OriginalDetail {
  readonly id_ticket_detail: number
  readonly id_product_service: number
  readonly quantity: number
  readonly unit_price: MinorUnits
  readonly state: string
}

export interface OriginalTicket {
  readonly id_ticket: number
  /** Null where somebody took it off its visit. */
  readonly id_visit: number | null
  readonly details: readonly OriginalDetail[]
}

/** The stored ticket with that id, its lines locked until the transaction ends; null when it was never stored, or its row is gone. */
export async function lockOriginal(
  trx: IntakeTransaction,
  dialect: DatabaseDialect,
  ticketId: string,
): Promise<OriginalTicket | null> {
  const ticket = await trx
    .selectFrom('replication_tickets as r')
    .innerJoin('Tickets as t', 't.id_ticket', 'r.id_ticket')
    .select(['t.id_ticket', 't.id_visit'])
    .where('r.ticket_id', '=', ticketId)
    .executeTakeFirst()
  if (!ticket) return null
  const details = await trx
    .selectFrom('Ticket_Details')
    .select(['id_ticket_detail', 'id_product_service', 'quantity', 'unit_price', 'state'])
    .where('id_ticket', '=', ticket.id_ticket)
    .orderBy('id_ticket_detail')
    .modifyEnd(rowLock(dialect))
    .execute()
  return { ...ticket, details: details.map((detail) => ({ ...detail, unit_price: toMinorUnits(detail.unit_price) })) }
}

/** The main system's mark on a line that was taken back. */
export async function markTakenBack(trx: IntakeTransaction, details: readonly OriginalDetail[]): Promise<void> {
  await trx
    .updateTable('Ticket_Details')
    .set({ state: TAKEN_BACK })
    .where(
      'id_ticket_detail',
      'in',
      details.map(({ id_ticket_detail }) => id_ticket_detail),
    )
    .execute()
}
