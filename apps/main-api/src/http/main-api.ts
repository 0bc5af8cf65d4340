import type { Database } from '@barra/database'
import express, { Router } from 'express'
import { consumptionRoutes } from '../consumptions/consumption-routes.ts'
import { loginRoutes, requireLogin } from '../login/login-routes.ts'
import { Sessions } from '../login/sessions.ts'
import { partnerRoutes } from '../partners/partner-routes.ts'
import { productRoutes } from '../products/product-routes.ts'
import { visitRoutes } from '../visits/visit-routes.ts'
import { answerFault } from './answer-fault.ts'
import { apiContext } from './api-context.ts'

/** Where the club's API lives. */
export const MAIN_API_MOUNT = '/api/v1/degira'

export interface MainApiOptions {
  readonly database: Database
  readonly clock?: () => Date
  /** IANA zone of the club's wall clock. */
  readonly timeZone: string
}

/** The stand-in for the club's API, to be mounted at MAIN_API_MOUNT; what it does not know it answers with 404 `{message}`. */
export function createMainApi({ database, clock = () => new Date(), timeZone }: MainApiOptions): Router {
  const context = apiContext(database, clock, timeZone)
  const sessions = new Sessions(clock)
  return Router()
    .use(express.json({ limit: '1mb' }))
    .use((request, _response, next) => {
      request.body ??= {}
      next()
    })
    .get('/', (_request, response) => void response.json({ status: 'OK' }))
    .use('/users', loginRoutes(context, sessions))
    .use(requireLogin(sessions))
    .use('/partners', partnerRoutes(context))
    .use('/products_services', productRoutes(context))
    .use('/visits', visitRoutes(context))
    .use('/consumptions', consumptionRoutes(context))
    .use((_request, response) => void response.status(404).json({ message: 'No existe esa ruta' }))
    .use(answerFault)
}
