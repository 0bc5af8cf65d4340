import { Router } from 'express'
import { toAnswer, toListAnswer } from '../http/answers.ts'
import type { ApiContext } from '../http/api-context.ts'
import { readPage } from '../http/paging.ts'

const USUAL_LIMIT = 10

export function partnerRoutes({ kysely }: ApiContext): Router {
  return Router()
    .get('/list', async (request, response) => {
      const { limit, offset } = readPage(request, USUAL_LIMIT)
      const partners = kysely.selectFrom('Partners').selectAll().orderBy('id_partner').limit(limit).offset(offset)
      const { total } = await kysely
        .selectFrom('Partners')
        .select(({ fn }) => fn.countAll().as('total'))
        .executeTakeFirstOrThrow()
      response.json(toListAnswer('Partners', await partners.execute(), total))
    })
    .get('/inside', async (_request, response) => {
      const inside = await kysely
        .selectFrom('Visits')
        .leftJoin('Partners', 'Partners.id_partner', 'Visits.id_partner')
        .select(['id_visit', 'Visits.id_partner', 'visit_date', 'hour_entry', 'id_bracelet_1', 'id_bracelet_2'])
        .select(['visit_amount_consumed', 'alias', 'partner_name', 'partner_dni', 'affiliate_name', 'Partners.id_state'])
        .where('hour_exit', 'is', null)
        .orderBy('id_visit')
        .execute()
      response.json({ data: inside.map((row) => toAnswer('Visits', row)), totalCount: inside.length })
    })
}
