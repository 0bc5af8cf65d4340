import { PARTNER_STATE } from '@barra/domain'
import type { ApiContext, MainTransaction } from '../http/api-context.ts'
import { readInteger, readOptionalInteger, readOptionalMoney, readOptionalText, readText, type Body } from '../http/read-body.ts'
import { Refusal } from '../http/refusal.ts'
import type { LoggedInUser } from '../login/sessions.ts'
import { addOperation } from '../operations/add-operation.ts'
import { OPERATION_TYPE } from '../schema/codes.ts'
import { weekdayId } from '../schema/weekday.ts'
import { findOpenVisit } from './open-visit.ts'

/**
 * Lets somebody in; without `id_partner` as a fast entry, with a partner that nobody has named yet. A fast entry does not look
 * whether the bracelet is worn already: in the club's system such entries race.
 * @returns the new visit's id
 */
export async function enter(context: ApiContext, user: LoggedInUser, body: Body): Promise<number> {
  const bracelet = readText(body, 'id_bracelet_1', 'La pulsera es obligatoria')
  const secondBracelet = readOptionalText(body, 'id_bracelet_2')
  const isFastEntry = (body['id_partner'] ?? null) === null
  const amount = readOptionalMoney(body, 'entry_amount_paid')

  return context.kysely.transaction().execute(async (transaction) => {
    const partner = isFastEntry ? await addNobodyYet(transaction, context) : await welcome(transaction, body)
    if (!isFastEntry) {
      for (const worn of [bracelet, secondBracelet]) {
        if (worn !== null && (await findOpenVisit(transaction, worn))) throw new Refusal(`La pulsera ${worn} ya está en uso`)
      }
    }
    const { insertId } = await transaction
      .insertInto('Visits')
      .values({
        id_partner: partner.id_partner,
        visit_date: context.businessDay(),
        id_state: partner.id_state,
        id_visit_type: readOptionalInteger(body, 'id_visit_type'),
        entry_visit_obs: readOptionalText(body, 'entry_visit_obs'),
        entry_amount_paid: amount,
        visit_amount_consumed: 0,
        hour_entry: context.wallClock(),
        id_bracelet_1: bracelet,
        id_bracelet_2: secondBracelet,
        id_day: weekdayId(context.businessDay()),
      })
      .executeTakeFirstOrThrow()
    const idVisit = Number(insertId)
    await addOperation(transaction, context, user, {
      type: isFastEntry ? OPERATION_TYPE.fastEntry : OPERATION_TYPE.entry,
      idVisit,
      idPartner: partner.id_partner,
      amount,
      metadata: { id_bracelet_1: bracelet, id_bracelet_2: secondBracelet },
    })
    return idVisit
  })
}

interface Entrant {
  readonly id_partner: number
  readonly id_state: number | null
}

async function addNobodyYet(transaction: MainTransaction, context: ApiContext): Promise<Entrant> {
  const { insertId } = await transaction
    .insertInto('Partners')
    .values({ partner_discharge_date: context.wallClock() })
    .executeTakeFirstOrThrow()
  return { id_partner: Number(insertId), id_state: null }
}

async function welcome(transaction: MainTransaction, body: Body): Promise<Entrant> {
  const id = readInteger(body, 'id_partner')
  const partner = await transaction
    .selectFrom('Partners')
    .select(['id_partner', 'id_state'])
    .where('id_partner', '=', id)
    .executeTakeFirst()
  if (!partner) throw new Refusal(`El socio con el id ${id} no existe`)
  if (partner.id_state === PARTNER_STATE.suspended) throw new Refusal('El socio está suspendido')
  if (partner.id_state === PARTNER_STATE.expelled) throw new Refusal('El socio está expulsado')
  const open = await transaction
    .selectFrom('Visits')
    .select('id_visit')
    .where('id_partner', '=', id)
    .where('hour_exit', 'is', null)
    .executeTakeFirst()
  if (open) throw new Refusal('El socio ya se encuentra en el Club')
  return partner
}
