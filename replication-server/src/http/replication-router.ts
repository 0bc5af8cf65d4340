// The endpoint's routes, as one router to mount where the serving app likes.
import compression from 'compression'
import { Router } from 'express'
import type { Logger } from 'pino'
import type { ChangeFeed } from '../change-feed/change-feed.ts'
import type { DocumentIndex } from '../change-feed/document-index.ts'
import type { TicketIntake } from '../intake/ticket-intake.ts'
import type { LocalDocs } from '../local-docs/local-docs.ts'
import type { TerminalRegistry } from '../terminals/terminal-registry.ts'
import { setAnswerHeaders } from './answer-headers.ts'
import { requireScope, requireScopeForDatabase, requireTerminal } from './authentication.ts'
import { answerAllDocs, answerAllDocsPost } from './all-docs-route.ts'
import { answerBulkDocs, answerPreflight } from './bulk-docs-route.ts'
import { answerBulkGet } from './bulk-get-route.ts'
import { answerChecksum } from './checksum-route.ts'
import { answerChanges } from './changes-route.ts'
import { parseAuthorization } from './credentials.ts'
import { allowOrigins } from './cross-origin.ts'
import { answerDatabase, requireDatabase } from './database-route.ts'
import { streamDatabaseUpdates } from './database-updates-route.ts'
import { answerDocument } from './document-route.ts'
import { answerError, answerMethodNotAllowed, answerNotFound } from './error-answer.ts'
import { answerFullCommit } from './full-commit-route.ts'
import { answerLocalDoc, deleteLocalDoc, writeLocalDoc } from './local-docs-route.ts'
import type { OpenAnswers } from './open-answers.ts'
import { answerPair } from './pair-route.ts'
import { refuseDatabaseChange, refuseDocumentWrite } from './refused-routes.ts'
import { logRequests } from './request-log.ts'
import { answerRevsDiff } from './revs-diff-route.ts'
import { answerHealth, answerUp, answerWelcome } from './server-routes.ts'
import { countFeeds, limitStreams } from './stream-limit.ts'

export interface ReplicationRouterOptions {
  readonly feed: ChangeFeed
  readonly index: DocumentIndex
  readonly intake: TicketIntake
  readonly localDocs: LocalDocs
  readonly terminals: TerminalRegistry
  /** Resolves when the main database answers. */
  readonly probeDatabase: () => Promise<unknown>
  readonly openAnswers: OpenAnswers
  readonly logger: Logger
  readonly version: string
  /** The club's, by its IANA name. */
  readonly timeZone: string
  /** Origins whose pages may call from a browser, besides the endpoint's own. */
  readonly corsOrigins: readonly string[]
  /** Wrong tokens an address may try in a minute before it is held back. */
  readonly authFailuresPerMinute: number
  /** Wrong pairing codes that all addresses together may try in ten minutes. */
  readonly wrongCodesPerTenMinutes: number
  /** Event streams and waiting feeds of `_changes` that a terminal may have open at once. */
  readonly streamsPerTerminal: number
}

/**
 * Most of a page of revisions is hashes, on which a higher level is spent in vain; and zipping a short answer costs both ends more
 * than it takes to cross a club's network, where 64 KiB take 5 ms at 100 Mbit/s.
 */
const COMPRESSION = { level: 1, threshold: 64 * 1024, chunkSize: 64 * 1024 }

/** An Express 5 router. */
export type ReplicationRouter = Router

/** Mount it before any body parser of the app: it reads bodies itself, with its own limits. */
export function createReplicationRouter(options: ReplicationRouterOptions): ReplicationRouter {
  const { feed, intake, localDocs, terminals, openAnswers, logger } = options
  const router = Router({ caseSensitive: true })
  const getOnly = answerMethodNotAllowed('GET', 'HEAD')
  const postOnly = answerMethodNotAllowed('POST')
  const mayPull = requireScope('pull')
  const mayPush = requireScope('push')
  const mayAsk = requireScopeForDatabase
  const isDatabase = requireDatabase(feed)
  const limited = limitStreams(options.streamsPerTerminal)
  const isStillAllowed = async (authorization: string | undefined) => {
    const credentials = parseAuthorization(authorization)
    return credentials !== null && (await terminals.authenticate(credentials)) !== null
  }

  router.use(setAnswerHeaders(openAnswers), logRequests(logger), allowOrigins(options.corsOrigins))
  router.route('/health').get(answerHealth(options.probeDatabase, options.timeZone)).all(getOnly)
  router.route('/_up').get(answerUp(options.probeDatabase)).all(getOnly)
  // CouchDB's replicator asks for a session first, and goes on with its credentials only when there is no such thing.
  router.use('/_session', answerNotFound)

  router
    .route('/pair')
    .post(...answerPair(terminals, options.timeZone, options.wrongCodesPerTenMinutes))
    .all(answerMethodNotAllowed('POST'))

  router.use(requireTerminal(terminals, options.authFailuresPerMinute))
  // Before compression, which would hold events back.
  router
    .route('/_db_updates')
    .head(answerMethodNotAllowed('GET'))
    .get(mayPull, limited, streamDatabaseUpdates(feed, openAnswers, isStillAllowed))
    .all(answerMethodNotAllowed('GET'))

  router.use(compression(COMPRESSION))
  router.route('/').get(answerWelcome(feed, options.version)).all(getOnly)
  router
    .route('/:db')
    .get(mayAsk, isDatabase, answerDatabase(feed))
    .post(mayAsk, isDatabase, refuseDocumentWrite)
    .put(refuseDatabaseChange)
    .delete(refuseDatabaseChange)
    .all(isDatabase, getOnly)
  router
    .route('/:db/_changes')
    .get(mayAsk, isDatabase, countFeeds(limited), answerChanges(feed, openAnswers, isStillAllowed))
    .all(isDatabase, getOnly)
  router
    .route('/:db/_all_docs')
    .get(mayAsk, isDatabase, answerAllDocs(options))
    .post(mayAsk, isDatabase, ...answerAllDocsPost(options))
    .all(isDatabase, answerMethodNotAllowed('GET', 'HEAD', 'POST'))
  router.route('/:db/_checksum').get(mayPull, isDatabase, answerChecksum(options.index)).all(isDatabase, getOnly)
  router
    .route('/:db/_bulk_docs')
    .post(mayPush, isDatabase, ...answerBulkDocs(intake))
    .all(isDatabase, postOnly)
  router
    .route('/:db/_preflight')
    .post(mayPush, isDatabase, ...answerPreflight(intake))
    .all(isDatabase, postOnly)
  router
    .route('/:db/_bulk_get')
    .post(mayAsk, isDatabase, ...answerBulkGet(feed))
    .all(isDatabase, postOnly)
  router
    .route('/:db/_revs_diff')
    .post(mayAsk, isDatabase, ...answerRevsDiff(feed, intake))
    .all(isDatabase, postOnly)
  router.route('/:db/_ensure_full_commit').post(mayAsk, isDatabase, answerFullCommit).all(isDatabase, postOnly)
  router
    .route('/:db/_local/:localId')
    .get(mayAsk, isDatabase, answerLocalDoc(localDocs))
    .put(mayAsk, isDatabase, ...writeLocalDoc(localDocs))
    .delete(mayAsk, isDatabase, deleteLocalDoc(localDocs))
    .all(isDatabase, answerMethodNotAllowed('GET', 'HEAD', 'PUT', 'DELETE'))
  router
    .route(['/:db/:docId', '/:db/:docId/*attachment', '/:db/_design/:docId'])
    .put(mayAsk, isDatabase, refuseDocumentWrite)
    .delete(mayAsk, isDatabase, refuseDocumentWrite)
  router.route('/:db/:docId').get(mayAsk, isDatabase, answerDocument(feed)).all(isDatabase, getOnly)

  router.use(answerNotFound)
  router.use(answerError(logger))
  return router
}
