// Puts the endpoint together: change feed, ticket intake, terminals and routes over one main database.
import { pino, type Logger } from 'pino'
import type { Database } from '@barra/database'
import { DEFAULT_CLUB_TIME_ZONE } from '@barra/domain'
import { TICKETS_DATABASE } from '@barra/replication-protocol'
import packageJson from '../package.json' with { type: 'json' }
import { openChangeFeed } from './change-feed/open-change-feed.ts'
import type { ChangeFeed } from './change-feed/change-feed.ts'
import { revisionOf } from './change-feed/revision.ts'
import type { CollectionConfiguration } from './configuration/collections.ts'
import { defaultCollections } from './configuration/default-collections.ts'
import { OpenAnswers } from './http/open-answers.ts'
import { createReplicationRouter, type ReplicationRouter } from './http/replication-router.ts'
import { installReplication, type InstallReport } from './install/install-replication.ts'
import { createTicketIntake, type StockMode } from './intake/ticket-intake.ts'
import { createTerminalRegistry, type TerminalRegistry } from './terminals/terminal-registry.ts'

export interface ReplicationEndpointOptions {
  /** The main database. It stays the caller's to close, after `stop()`. */
  readonly database: Database
  /** What terminals may pull: the club's partners, products and visits unless told. */
  readonly collections?: readonly CollectionConfiguration[]
  /** The IANA zone of the main database's wall-clock times. */
  readonly timeZone?: string
  /** Whether a pushed sale lowers `available`; it does not unless told. */
  readonly stock?: StockMode
  readonly clock?: () => Date
  /** Silent unless given. */
  readonly logger?: Logger
  /** Origins whose pages may call from a browser, besides the endpoint's own; none unless given. */
  readonly corsOrigins?: readonly string[]
  /** Wrong tokens that an address may try in a minute before it is answered 429. */
  readonly authFailuresPerMinute?: number
}

export interface ReplicationEndpoint {
  /** An Express 5 router, for `app.use('/replication', endpoint.router)` before any body parser. */
  readonly router: ReplicationRouter
  readonly terminals: TerminalRegistry
  readonly changeFeed: ChangeFeed
  /** Adds the tables and triggers whose names begin with `replication_`; repeating it changes nothing. */
  install(): Promise<InstallReport>
  /** Starts the sequencer. Needs `install()` to have run, in this process or another. */
  start(): void
  /** Ends long polls, event streams and the sequencer, so that `server.close()` has nothing to wait for. */
  stop(): Promise<void>
}

const AUTH_FAILURES_PER_MINUTE = 30

/** @throws TypeError or RangeError when the configuration cannot work. Touches the database only when asked to. */
export function openReplicationEndpoint(options: ReplicationEndpointOptions): ReplicationEndpoint {
  const { database, collections = defaultCollections, timeZone = DEFAULT_CLUB_TIME_ZONE, stock = 'untouched' } = options
  const { clock = () => new Date(), logger = pino({ level: 'silent' }), corsOrigins = [] } = options
  assertTimeZone(timeZone)

  const onFault = (err: unknown) => logger.error({ err }, 'the change feed failed and will try again')
  const feed = openChangeFeed(database, collections, { clock, timeZone, onFault })
  const terminals = createTerminalRegistry({ database, clock })
  const readRevisions = async () => {
    const { epoch } = await feed.identity()
    return (docId: string) => revisionOf({ epoch, collection: TICKETS_DATABASE, docId, generation: 1 })
  }
  const intake = createTicketIntake({ database, timeZone, stock, clock, readRevisions })
  const openAnswers = new OpenAnswers()
  const router = createReplicationRouter({
    feed,
    intake,
    terminals,
    openAnswers,
    logger,
    corsOrigins,
    // Reads one row of ours: it fails when the database is away, and when nothing is installed there.
    probeDatabase: () => feed.identity(),
    version: packageJson.version,
    authFailuresPerMinute: options.authFailuresPerMinute ?? AUTH_FAILURES_PER_MINUTE,
  })

  return {
    router,
    terminals,
    changeFeed: feed,
    install: () => installReplication(database, collections, { clock, timeZone }),
    start() {
      openAnswers.start()
      feed.start()
    },
    async stop() {
      openAnswers.stop()
      await feed.stop()
    },
  }
}

function assertTimeZone(timeZone: string): void {
  new Intl.DateTimeFormat('en', { timeZone })
}
