// The endpoint's routes, as one router to mount where the serving app likes.
import compression from 'compression'
import { Router } from 'express'
import type { Logger } from 'pino'
import type { ChangeFeed } from '../change-feed/change-feed.ts'
import type { TicketIntake } from '../intake/ticket-intake.ts'
import type { TerminalRegistry } from '../terminals/terminal-registry.ts'
import { setAnswerHeaders } from './answer-headers.ts'
import { requireScope, requireTerminal } from './authentication.ts'
import { answerBulkDocs } from './bulk-docs-route.ts'
import { answerChanges } from './changes-route.ts'
import { parseAuthorization } from './credentials.ts'
import { allowOrigins } from './cross-origin.ts'
import { answerDatabase, requireDatabase } from './database-route.ts'
import { streamDatabaseUpdates } from './database-updates-route.ts'
import { answerError, answerMethodNotAllowed, answerNotFound } from './error-answer.ts'
import type { OpenAnswers } from './open-answers.ts'
import { logRequests } from './request-log.ts'
import { answerHealth, answerWelcome } from './server-routes.ts'
import { limitStreams } from './stream-limit.ts'

export interface ReplicationRouterOptions {
  readonly feed: ChangeFeed
  readonly intake: TicketIntake
  readonly terminals: TerminalRegistry
  /** Resolves when the main database answers. */
  readonly probeDatabase: () => Promise<unknown>
  readonly openAnswers: OpenAnswers
  readonly logger: Logger
  readonly version: string
  /** Origins whose pages may call from a browser, besides the endpoint's own. */
  readonly corsOrigins: readonly string[]
  /** Wrong tokens an address may try in a minute before it is held back. */
  readonly authFailuresPerMinute: number
  /** Event streams that a terminal may have open at once. */
  readonly streamsPerTerminal: number
}

/** An Express 5 router. */
export type ReplicationRouter = Router

/** Mount it before any body parser of the app: it reads bodies itself, with its own limits. */
export function createReplicationRouter(options: ReplicationRouterOptions): ReplicationRouter {
  const { feed, intake, terminals, openAnswers, logger } = options
  const router = Router({ caseSensitive: true })
  const getOnly = answerMethodNotAllowed('GET', 'HEAD')
  const mayPull = requireScope('pull')
  const mayPush = requireScope('push')
  const isDatabase = requireDatabase(feed)
  const isStillAllowed = async (authorization: string | undefined) => {
    const credentials = parseAuthorization(authorization)
    return credentials !== null && (await terminals.authenticate(credentials)) !== null
  }

  router.use(setAnswerHeaders(openAnswers), logRequests(logger), allowOrigins(options.corsOrigins))
  router.route('/health').get(answerHealth(options.probeDatabase)).all(getOnly)

  router.use(requireTerminal(terminals, options.authFailuresPerMinute))
  // Before compression, which would hold events back.
  router
    .route('/_db_updates')
    .head(answerMethodNotAllowed('GET'))
    .get(mayPull, limitStreams(options.streamsPerTerminal), streamDatabaseUpdates(feed, openAnswers, isStillAllowed))
    .all(answerMethodNotAllowed('GET'))

  router.use(compression())
  router.route('/').get(answerWelcome(feed, options.version)).all(getOnly)
  router.route('/:db').get(mayPull, isDatabase, answerDatabase(feed)).all(isDatabase, getOnly)
  router.route('/:db/_changes').get(mayPull, isDatabase, answerChanges(feed, openAnswers)).all(isDatabase, getOnly)
  router
    .route('/:db/_bulk_docs')
    .post(mayPush, isDatabase, ...answerBulkDocs(intake))
    .all(isDatabase, answerMethodNotAllowed('POST'))

  router.use(answerNotFound)
  router.use(answerError(logger))
  return router
}
