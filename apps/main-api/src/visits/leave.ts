import { sql } from 'kysely'
import type { ApiContext } from '../http/api-context.ts'
import { readInteger, readOptionalText, type Body } from '../http/read-body.ts'
import { Refusal } from '../http/refusal.ts'
import type { LoggedInUser } from '../login/sessions.ts'
import { addOperation } from '../operations/add-operation.ts'
import { DETAIL_STATE, OPERATION_TYPE } from '../schema/codes.ts'

/**
 * Closes a visit: what was consumed is paid, and so is every detail of its tickets.
 * @returns the visit's id
 */
export async function leave(context: ApiContext, user: LoggedInUser, body: Body): Promise<number> {
  const idVisit = readInteger(body, 'id_visit')
  const remark = readOptionalText(body, 'exit_visit_obs')
  await context.kysely.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('Visits')
      .set({
        hour_exit: context.wallClock(),
        exit_visit_obs: remark,
        had_to_paid: sql`coalesce(visit_amount_consumed, 0)`,
        exit_amount_payed: sql`coalesce(visit_amount_consumed, 0)`,
      })
      .where('id_visit', '=', idVisit)
      .where('hour_exit', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Refusal('La visita no existe o ya está cerrada')

    const visit = await transaction.selectFrom('Visits').selectAll().where('id_visit', '=', idVisit).executeTakeFirstOrThrow()
    const tickets = transaction.selectFrom('Tickets').select('id_ticket').where('id_visit', '=', idVisit)
    const ids = (await tickets.execute()).map((ticket) => ticket.id_ticket)
    if (ids.length > 0) {
      await transaction
        .updateTable('Ticket_Details')
        .set({ payed: 1, state: DETAIL_STATE.paid })
        .where('id_ticket', 'in', ids)
        .execute()
    }
    await addOperation(transaction, context, user, {
      type: OPERATION_TYPE.exit,
      idVisit,
      idPartner: visit.id_partner,
      amount: String(visit.exit_amount_payed ?? 0),
      metadata: { id_bracelet_1: visit.id_bracelet_1, id_bracelet_2: visit.id_bracelet_2 },
    })
  })
  return idVisit
}
