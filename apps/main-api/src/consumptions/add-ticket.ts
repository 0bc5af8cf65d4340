import { formatMoney, type MinorUnits } from '@barra/domain'
import { sql } from 'kysely'
import type { ApiContext, MainTransaction } from '../http/api-context.ts'
import { Refusal } from '../http/refusal.ts'
import type { LoggedInUser } from '../login/sessions.ts'
import { addOperation } from '../operations/add-operation.ts'
import { OPERATION_TYPE } from '../schema/codes.ts'

interface TicketLine {
  readonly id_product_service: number | null
  readonly quantity: number
  readonly unitPrice: MinorUnits
  readonly state: string
  /** How many go back on the shelf (positive) or leave it (negative). */
  readonly stockChange: number
  readonly refIdTicketDetail: number | null
}

export interface NewTicket {
  readonly idVisit: number
  readonly bracelet: string
  readonly observations: string
  readonly amount: MinorUnits
  readonly lines: readonly TicketLine[]
}

export interface TicketAnswer {
  readonly id_ticket: number
  readonly id_ticket_detail: readonly number[]
  readonly id_visit: number
  readonly id_bracelet: string
  readonly ticket_amount: string
  readonly ticket_date: string
  readonly partner_name: string | null
  readonly partner_phone: string | null
}

/** Everything a sale or its cancellation writes, by increments, so that neighbours lose nothing. Part of one transaction. */
export async function addTicket(
  transaction: MainTransaction,
  context: ApiContext,
  user: LoggedInUser,
  ticket: NewTicket,
): Promise<TicketAnswer> {
  await chargeVisit(transaction, ticket)
  const ticket_date = context.wallClock()
  const ticket_amount = formatMoney(ticket.amount)
  const { insertId } = await transaction
    .insertInto('Tickets')
    .values({
      id_visit: ticket.idVisit,
      id_bracelet: ticket.bracelet,
      observations: ticket.observations,
      ticket_date,
      ticket_amount,
    })
    .executeTakeFirstOrThrow()
  const id_ticket = Number(insertId)
  const id_ticket_detail = await addDetails(transaction, id_ticket, ticket.lines)
  await changeStock(transaction, ticket.lines)

  const partner = await transaction
    .selectFrom('Visits')
    .leftJoin('Partners', 'Partners.id_partner', 'Visits.id_partner')
    .select(['Visits.id_partner', 'partner_name', 'partner_phone'])
    .where('id_visit', '=', ticket.idVisit)
    .executeTakeFirstOrThrow()
  await addOperation(transaction, context, user, {
    type: OPERATION_TYPE.saleOrCancellation,
    idVisit: ticket.idVisit,
    idPartner: partner.id_partner,
    amount: ticket_amount,
    metadata: { id_ticket, id_ticket_detail, id_bracelet: ticket.bracelet },
  })
  const { partner_name, partner_phone } = partner
  const { idVisit: id_visit, bracelet: id_bracelet } = ticket
  return { id_ticket, id_ticket_detail, id_visit, id_bracelet, ticket_amount, ticket_date, partner_name, partner_phone }
}

/** First, since it takes the visit's lock: a visit that closes at the same moment is either charged before or refused. */
async function chargeVisit(transaction: MainTransaction, ticket: NewTicket): Promise<void> {
  const amount = formatMoney(ticket.amount)
  const { numUpdatedRows } = await transaction
    .updateTable('Visits')
    .set({ visit_amount_consumed: sql`round(coalesce(visit_amount_consumed, 0) + ${amount}, 2)` })
    .where('id_visit', '=', ticket.idVisit)
    .where('hour_exit', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Refusal('La pulsera no es válida o no se encuentra en el Club')
}

async function addDetails(transaction: MainTransaction, idTicket: number, lines: readonly TicketLine[]): Promise<number[]> {
  const ids: number[] = []
  for (const line of lines) {
    const { insertId } = await transaction
      .insertInto('Ticket_Details')
      .values({
        id_ticket: idTicket,
        id_product_service: line.id_product_service,
        quantity: line.quantity,
        unit_price: formatMoney(line.unitPrice),
        payed: 0,
        ref_id_ticket_detail: line.refIdTicketDetail,
        state: line.state,
      })
      .executeTakeFirstOrThrow()
    ids.push(Number(insertId))
  }
  return ids
}

/** In the order of the ids, so that two sales of the same products never wait for each other. */
async function changeStock(transaction: MainTransaction, lines: readonly TicketLine[]): Promise<void> {
  const inOrder = lines.toSorted((a, b) => (a.id_product_service ?? 0) - (b.id_product_service ?? 0))
  for (const line of inOrder) {
    await transaction
      .updateTable('Products_Services')
      .set(({ eb }) => ({ available: eb('available', '+', line.stockChange) }))
      .where('id_product_service', '=', line.id_product_service)
      .execute()
  }
}
