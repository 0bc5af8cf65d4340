import type { ApiContext } from '../http/api-context.ts'
import type { Body } from '../http/read-body.ts'
import { Refusal } from '../http/refusal.ts'
import type { LoggedInUser } from '../login/sessions.ts'
import { DETAIL_STATE } from '../schema/codes.ts'
import { findOpenVisit } from '../visits/open-visit.ts'
import { addTicket, type TicketAnswer } from './add-ticket.ts'
import { readSale } from './consumption-request.ts'

/** Charges a cart to the open visit behind a bracelet. The same request twice makes two tickets, as in the club's API. */
export async function sell(context: ApiContext, user: LoggedInUser, body: Body): Promise<TicketAnswer> {
  const { items, total, bracelet, observations } = readSale(body)
  return context.kysely.transaction().execute(async (transaction) => {
    const visit = await findOpenVisit(transaction, bracelet)
    if (!visit) throw new Refusal('La pulsera no es válida o no se encuentra en el Club')

    const ids = items.map((item) => item.id_product_service)
    const known = await transaction
      .selectFrom('Products_Services')
      .select('id_product_service')
      .where('id_product_service', 'in', ids)
      .execute()
    const missing = ids.find((id) => !known.some((product) => product.id_product_service === id))
    if (missing !== undefined) throw new Refusal(`El producto con el id ${missing} no existe`)

    return addTicket(transaction, context, user, {
      idVisit: visit.id_visit,
      bracelet,
      observations,
      amount: total,
      lines: items.map((item) => ({
        ...item,
        state: DETAIL_STATE.unpaid,
        stockChange: -item.quantity,
        refIdTicketDetail: null,
      })),
    })
  })
}
