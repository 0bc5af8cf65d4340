import { Router } from 'express'
import { toAnswer, toListAnswer } from '../http/answers.ts'
import type { ApiContext } from '../http/api-context.ts'
import { readPage } from '../http/paging.ts'
import type { Body } from '../http/read-body.ts'
import { userOf } from '../login/login-routes.ts'
import { enter } from './enter.ts'
import { leave } from './leave.ts'

export function visitRoutes(context: ApiContext): Router {
  const { kysely } = context

  async function visitAnswer(idVisit: number) {
    const visit = await kysely.selectFrom('Visits').selectAll().where('id_visit', '=', idVisit).executeTakeFirstOrThrow()
    return { data: toAnswer('Visits', visit) }
  }

  return (
    Router()
      // As in the club's API, `since` and `hour_exit` change nothing here.
      .get('/', async (request, response) => {
        const { limit, offset } = readPage(request)
        const visits = kysely.selectFrom('Visits').selectAll().orderBy('id_visit', 'desc').limit(limit).offset(offset)
        const { total } = await kysely
          .selectFrom('Visits')
          .select(({ fn }) => fn.countAll().as('total'))
          .executeTakeFirstOrThrow()
        response.json(toListAnswer('Visits', await visits.execute(), total))
      })
      .post('/entry', async (request, response) => {
        response.json(await visitAnswer(await enter(context, userOf(response), request.body as Body)))
      })
      .post('/exit', async (request, response) => {
        response.json(await visitAnswer(await leave(context, userOf(response), request.body as Body)))
      })
  )
}
