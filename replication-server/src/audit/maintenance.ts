// What keeps the feed true and small in the long run, now and then: an audit, and a purge of old tombstones and checkpoints.
import { setTimeout as sleep } from 'node:timers/promises'
import { BackgroundWork } from '../background-work.ts'
import { purgeTombstones } from '../change-feed/purge-tombstones-database.ts'
import { dropWrittenBefore } from '../local-docs/local-docs-database.ts'
import { runAudit, type AuditOptions } from './audit.ts'
import { repairedDocuments, type AuditReport } from './audit-report.ts'

export interface MaintenancePass {
  readonly report: AuditReport
  readonly purgedTombstones: number
  /** What is wrong with the triggers, a sentence each; looked for only when documents had changed unseen. */
  readonly triggerFaults: readonly string[]
}

export interface MaintenanceOptions extends Omit<AuditOptions, 'signal'> {
  readonly intervalMs: number
  /** How long a tombstone is kept: who has not pulled for longer pulls from the beginning. */
  readonly tombstonesKeptMs: number
  readonly findTriggerFaults: () => Promise<readonly string[]>
  /** Told of each pass. */
  readonly onPass: (pass: MaintenancePass) => void
  /** The database failed; the next pass comes all the same. */
  readonly onFault: (error: unknown) => void
}

export class Maintenance {
  readonly #options: MaintenanceOptions
  readonly #work = new BackgroundWork((signal) => this.#run(signal))

  constructor(options: MaintenanceOptions) {
    this.#options = options
  }

  /** The first pass comes soon, and not at once: several processes that start together take turns. */
  start(): void {
    this.#work.start()
  }

  /** Resolves when the database is at rest. */
  stop(): Promise<void> {
    return this.#work.stop()
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { intervalMs, onFault } = this.#options
    for (let waitMs = intervalMs * FIRST_PASS_AFTER; ; waitMs = intervalMs) {
      await sleep(waitMs * (1 + Math.random() * JITTER), undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      await this.#pass(signal).catch((error: unknown) => {
        if (!signal.aborted) onFault(error)
      })
    }
  }

  async #pass(signal: AbortSignal): Promise<void> {
    const { context, collections, tombstonesKeptMs, onPass } = this.#options
    const report = await runAudit({ ...this.#options, signal })
    let purgedTombstones = 0
    for (const collection of collections) {
      purgedTombstones += await purgeTombstones(context, collection, context.clock().getTime() - tombstonesKeptMs)
    }
    await dropWrittenBefore(context.database.kysely, context.clock().getTime() - LOCAL_DOCS_KEPT_MS)
    const triggerFaults = repairedDocuments(report) > 0 ? await this.#options.findTriggerFaults() : []
    onPass({ report, purgedTombstones, triggerFaults })
  }
}

/**
 * Far longer than tombstones, so that a client that was away for as long finds its checkpoint and is told to begin anew; without it, it
 * would begin at 0 and keep what was deleted meanwhile.
 */
const LOCAL_DOCS_KEPT_MS = 400 * 86_400_000
const FIRST_PASS_AFTER = 0.1
const JITTER = 0.2
