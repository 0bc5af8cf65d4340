import express, { type Express, type Router } from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import { REPLICATION_MOUNT } from '@barra/replication-protocol'
import { answerError, answerNotFound } from './error-answer.ts'

/** An app that serves the endpoint and nothing else, for the command `serve`. */
export function createStandaloneApp(router: Router, logger: Logger): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: { 'default-src': ["'none'"] } } }))
  app.use(REPLICATION_MOUNT, router)
  app.use(answerNotFound)
  app.use(answerError(logger))
  return app
}
