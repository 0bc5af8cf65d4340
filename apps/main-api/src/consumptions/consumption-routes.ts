import { Router } from 'express'
import type { ApiContext } from '../http/api-context.ts'
import type { Body } from '../http/read-body.ts'
import { userOf } from '../login/login-routes.ts'
import { cancel } from './cancel.ts'
import { sell } from './sell.ts'

/** One route for both, as in the club's API: a body that names a detail takes it back. */
export function consumptionRoutes(context: ApiContext): Router {
  return Router().post('/create', async (request, response) => {
    const body = request.body as Body
    const run = (body['id_ticket_detail'] ?? null) === null ? sell : cancel
    response.json({ data: await run(context, userOf(response), body) })
  })
}
