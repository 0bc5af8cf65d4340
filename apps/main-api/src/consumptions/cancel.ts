import { parseMoney } from '@barra/domain'
import type { ApiContext } from '../http/api-context.ts'
import { readInteger, type Body } from '../http/read-body.ts'
import { Refusal } from '../http/refusal.ts'
import type { LoggedInUser } from '../login/sessions.ts'
import { DETAIL_STATE } from '../schema/codes.ts'
import { addTicket, type TicketAnswer } from './add-ticket.ts'

/** Takes one detail of a ticket back by a second ticket with everything negative; the detail stays, marked. */
export async function cancel(context: ApiContext, user: LoggedInUser, body: Body): Promise<TicketAnswer> {
  const idDetail = readInteger(body, 'id_ticket_detail')
  return context.kysely.transaction().execute(async (transaction) => {
    const detail = await transaction
      .selectFrom('Ticket_Details')
      .innerJoin('Tickets', 'Tickets.id_ticket', 'Ticket_Details.id_ticket')
      .select(['Tickets.id_visit', 'Tickets.id_bracelet', 'id_product_service', 'quantity', 'unit_price'])
      .where('id_ticket_detail', '=', idDetail)
      .executeTakeFirst()
    if (!detail || detail.id_visit === null) throw notCancellable(idDetail)

    const quantity = detail.quantity ?? 0
    const unitPrice = parseMoney(String(detail.unit_price ?? 0))
    const answer = await addTicket(transaction, context, user, {
      idVisit: detail.id_visit,
      bracelet: detail.id_bracelet ?? '',
      observations: 'Anulación',
      amount: -quantity * unitPrice,
      lines: [
        {
          id_product_service: detail.id_product_service,
          quantity: -quantity,
          unitPrice: -unitPrice,
          state: DETAIL_STATE.creditNote,
          stockChange: quantity,
          refIdTicketDetail: idDetail,
        },
      ],
    })
    // After the visit, as everybody locks them; a detail that was taken back already undoes all of this.
    const { numUpdatedRows } = await transaction
      .updateTable('Ticket_Details')
      .set({ state: DETAIL_STATE.cancelled })
      .where('id_ticket_detail', '=', idDetail)
      .where('state', '=', DETAIL_STATE.unpaid)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw notCancellable(idDetail)
    return answer
  })
}

function notCancellable(idDetail: number): Refusal {
  return new Refusal(`El detalle con el id ${idDetail} no existe o no se puede anular`)
}
