// Puts the endpoint together: change feed, ticket intake, terminals and routes over one main database.
import { pino, type Logger } from 'pino'
import type { Database } from '@barra/database'
import { DEFAULT_CLUB_TIME_ZONE, isTimeZone } from '@barra/domain'
import { TICKETS_DATABASE } from '@barra/replication-protocol'
import packageJson from '../package.json' with { type: 'json' }
import type { AuditReport } from './audit/audit-report.ts'
import { runAudit } from './audit/audit.ts'
import { logAudit } from './audit/log-audit.ts'
import { Maintenance } from './audit/maintenance.ts'
import { triggerFindings } from './check/triggers-check-database.ts'
import type { BackInTime } from './change-feed/history-guard.ts'
import type { SchemaChange } from './change-feed/standing-collections.ts'
import { DocumentIndex } from './change-feed/document-index.ts'
import { openChangeFeed } from './change-feed/open-change-feed.ts'
import type { ChangeFeed } from './change-feed/change-feed.ts'
import { renewEpoch } from './change-feed/renew-epoch-database.ts'
import { revisionOf } from './change-feed/revision.ts'
import { sequencingContext } from './change-feed/sequencing-context.ts'
import type { CollectionConfiguration } from './configuration/collections.ts'
import { defaultCollections } from './configuration/default-collections.ts'
import { OpenAnswers } from './http/open-answers.ts'
import { createReplicationRouter, type ReplicationRouter } from './http/replication-router.ts'
import { installReplication, type InstallReport } from './install/install-replication.ts'
import { createTicketIntake, type StockMode } from './intake/ticket-intake.ts'
import { createLocalDocs } from './local-docs/local-docs.ts'
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
  /** Between two audits, in milliseconds: 10 minutes unless told; 0 for none. */
  readonly auditIntervalMs?: number
  /** Whether the audit sets an open visit's total to the sum of its tickets where it is not; it only reports unless told. */
  readonly repairTotals?: boolean
  /** How long tombstones are kept, in milliseconds: 30 days unless told. A client away for longer pulls from the beginning. */
  readonly tombstonesKeptMs?: number
  /** Wrong tokens that an address may try in a minute before it is answered 429. */
  readonly authFailuresPerMinute?: number
  /** Wrong pairing codes that all addresses together may try in ten minutes before everybody is answered 429: 20 unless told. */
  readonly wrongCodesPerTenMinutes?: number
  /** Event streams and waiting feeds of `_changes` that a terminal may have open at once: 16 unless told. One tab of it needs one. */
  readonly streamsPerTerminal?: number
}

export interface ReplicationEndpoint {
  /** An Express 5 router, for `app.use('/replication', endpoint.router)` before any body parser. */
  readonly router: ReplicationRouter
  readonly terminals: TerminalRegistry
  readonly changeFeed: ChangeFeed
  /** Adds the tables and triggers whose names begin with `replication_`; repeating it changes nothing. */
  install(): Promise<InstallReport>
  /** Runs one audit now; what it finds is told again as soon as a sequencer runs. */
  audit(): Promise<AuditReport>
  /** Begins a new history after the database was restored; returns its word. A running sequencer notices most restores itself. */
  renewEpoch(): Promise<string>
  /** Starts the sequencer and the audits. Needs `install()` to have run, in this process or another. */
  start(): void
  /** Ends long polls, event streams and the sequencer, so that `server.close()` has nothing to wait for. */
  stop(): Promise<void>
}

const AUTH_FAILURES_PER_MINUTE = 30
const STREAMS_PER_TERMINAL = 16
const WRONG_CODES_PER_TEN_MINUTES = 20
const AUDIT_INTERVAL_MS = 10 * 60_000
const TOMBSTONES_KEPT_MS = 30 * 86_400_000

/** @throws TypeError or RangeError when the configuration cannot work. Touches the database only when asked to. */
export function openReplicationEndpoint(options: ReplicationEndpointOptions): ReplicationEndpoint {
  const { database, collections = defaultCollections, timeZone = DEFAULT_CLUB_TIME_ZONE, stock = 'untouched' } = options
  const { clock = () => new Date(), logger = pino({ level: 'silent' }), corsOrigins = [] } = options
  assertTimeZone(timeZone)

  const onFault = (err: unknown) => logger.error({ err }, 'the change feed failed and will try again')
  const onBackInTime = (event: BackInTime) =>
    logger.warn(event, 'the database went back in time: it has a new epoch, and terminals pull from the beginning')
  const onSchemaChange = ({ collection, reason }: SchemaChange) =>
    reason === null
      ? logger.info({ collection }, 'the collection goes on: its table is as it was installed')
      : logger.error({ collection, reason }, 'the collection stands still: its table changed since the install')
  const feed = openChangeFeed(database, collections, { clock, timeZone, onFault, onBackInTime, onSchemaChange })
  const terminals = createTerminalRegistry({ database, clock })
  const readRevisions = async () => {
    const { epoch } = await feed.identity()
    return (docId: string) => revisionOf({ epoch, collection: TICKETS_DATABASE, docId, generation: 1 })
  }
  const intake = createTicketIntake({ database, timeZone, stock, clock, readRevisions })
  const context = sequencingContext(database, clock, timeZone)
  const audited = {
    context,
    collections,
    repairTotals: options.repairTotals ?? false,
  }
  const maintenance = new Maintenance({
    ...audited,
    intervalMs: options.auditIntervalMs ?? AUDIT_INTERVAL_MS,
    tombstonesKeptMs: options.tombstonesKeptMs ?? TOMBSTONES_KEPT_MS,
    findTriggerFaults: async () =>
      (await triggerFindings({ database, collections }))
        .filter(({ level }) => level === 'failure')
        .map(({ sentence }) => sentence),
    onPass: (pass) => logAudit(logger, pass),
    onFault: (err) => logger.error({ err }, 'the audit failed and will try again'),
  })
  const openAnswers = new OpenAnswers()
  const router = createReplicationRouter({
    feed,
    index: new DocumentIndex(context, collections),
    intake,
    localDocs: createLocalDocs({ database, clock }),
    terminals,
    openAnswers,
    logger,
    corsOrigins,
    // Reads one row of ours: it fails when the database is away, and when nothing is installed there.
    probeDatabase: () => feed.identity(),
    version: packageJson.version,
    timeZone,
    authFailuresPerMinute: options.authFailuresPerMinute ?? AUTH_FAILURES_PER_MINUTE,
    wrongCodesPerTenMinutes: options.wrongCodesPerTenMinutes ?? WRONG_CODES_PER_TEN_MINUTES,
    streamsPerTerminal: options.streamsPerTerminal ?? STREAMS_PER_TERMINAL,
  })

  return {
    router,
    terminals,
    changeFeed: feed,
    install: () => installReplication(database, collections, { clock, timeZone }),
    audit: () => runAudit(audited),
    renewEpoch: () => renewEpoch(database),
    start() {
      openAnswers.start()
      feed.start()
      if (options.auditIntervalMs !== 0) maintenance.start()
    },
    async stop() {
      openAnswers.stop()
      await Promise.all([feed.stop(), maintenance.stop()])
    },
  }
}

function assertTimeZone(timeZone: string): void {
  if (!isTimeZone(timeZone)) throw new RangeError(`Invalid time zone specified: ${timeZone}`)
}
