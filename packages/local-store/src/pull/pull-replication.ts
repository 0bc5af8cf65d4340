// One collection's pull: RxDB's replication does the writing, this file decides when it runs and what a failure means.
import { filter, firstValueFrom, map, merge, Subject, type Subscription } from 'rxjs'
import type { RxCollection } from 'rxdb/plugins/core'
import { replicateRxCollection, type RxReplicationState } from 'rxdb/plugins/replication'
import { toZonedIso } from '@barra/domain'
import { plain } from '../collections/plain.ts'
import type { EndpointClient } from '../server/endpoint-client.ts'
import { describeFailure, EndpointError } from '../server/endpoint-error.ts'
import { nextBatch, type PullBatch, type PullSource } from './next-batch.ts'
import type { PullCheckpoint } from './pull-checkpoint.ts'
import type { PulledResource } from './pull-status.ts'
import type { PullStatusBoard } from './pull-status-board.ts'
import { isCheckpointStored } from './stored-checkpoint.ts'

/** Documents per page: the size at which IndexedDB writes fastest without holding the page up. */
const BATCH_SIZE = 1_000

export interface PullReplicationOptions {
  readonly resource: PulledResource
  readonly collection: RxCollection
  readonly client: EndpointClient
  readonly board: PullStatusBoard
  readonly intervalMs: number
  readonly retryIntervalMs: number
  readonly timeZone: string
  readonly onFailure: (failure: { resource: PulledResource; code: string; message: string; failuresInARow: number }) => void
  readonly onToken: (isAccepted: boolean) => void
}

export class PullReplication {
  readonly #options: PullReplicationOptions
  readonly #source: PullSource
  readonly #wake = new Subject<void>()
  readonly #stopped = new Subject<void>()
  readonly #replication: RxReplicationState<unknown, PullCheckpoint>
  #subscription: Subscription | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #handedOut: PullCheckpoint | undefined
  #hasReachedEnd = false
  #hasWriteFailed = false
  #isStopped = false

  constructor(options: PullReplicationOptions) {
    this.#options = options
    const { resource, collection, client } = options
    this.#source = {
      db: resource,
      client,
      findOfOtherEpochs: async (epoch, limit) => {
        const found = await collection.find({ selector: { epoch: { $ne: epoch } }, limit }).exec()
        return found.map(plain)
      },
    }
    this.#replication = replicateRxCollection<unknown, PullCheckpoint>({
      collection,
      replicationIdentifier: `pull-${resource}`,
      live: true,
      autoStart: false,
      waitForLeadership: false,
      toggleOnDocumentVisible: false,
      pull: {
        batchSize: BATCH_SIZE,
        handler: (checkpoint, limit) => this.#nextBatch(checkpoint, limit) as never,
        stream$: this.#wake.pipe(map(() => 'RESYNC' as const)),
      },
    })
  }

  async start(): Promise<void> {
    this.#subscription = this.#replication.active$
      .pipe(filter((isActive) => !isActive && this.#hasReachedEnd))
      .subscribe(() => void this.#succeeded())
    // A write that IndexedDB refused shows only here.
    this.#subscription.add(
      this.#replication.error$.subscribe((error) => {
        this.#hasWriteFailed = true
        this.#hasReachedEnd = false
        this.#failed(error)
      }),
    )
    this.#options.board.note(this.#options.resource, { isRunning: true })
    await this.#replication.start()
  }

  /** Pulls now: because it is time, something moved, the server is back, or somebody asked. */
  pullNow(): void {
    if (!this.#isStopped) this.#wake.next()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    this.#stopped.next()
    this.#subscription?.unsubscribe()
    await this.#replication.cancel()
    this.#options.board.note(this.#options.resource, { isRunning: false })
  }

  /** Never throws for a failed request: it notes the failure and waits for the next occasion, so that a run is a run. */
  async #nextBatch(
    checkpoint: PullCheckpoint | undefined,
    limit: number,
  ): Promise<PullBatch | { documents: []; checkpoint: null }> {
    if (!(await this.#isLastBatchStored())) return { documents: [], checkpoint: null }
    while (!this.#isStopped) {
      try {
        this.#options.board.note(this.#options.resource, { isRunning: true })
        const batch = await nextBatch(this.#source, checkpoint, limit)
        this.#options.onToken(true)
        this.#handedOut = batch.documents.length > 0 ? batch.checkpoint : undefined
        this.#hasReachedEnd = batch.documents.length < limit
        return batch
      } catch (error) {
        if (this.#isStopped) break
        const nextOccasion = firstValueFrom(merge(this.#wake, this.#stopped))
        this.#failed(error)
        await nextOccasion
      }
    }
    return { documents: [], checkpoint: null }
  }

  /**
   * RxDB asks for the next page while it still writes the last; without this wait 19 pages would become one huge write.
   * After a failed write the run ends here, or the next checkpoint would skip the page that was not written.
   */
  async #isLastBatchStored(): Promise<boolean> {
    const awaited = this.#handedOut
    this.#handedOut = undefined
    const isStored =
      !awaited || (await isCheckpointStored(this.#replication, awaited, () => this.#isStopped || this.#hasWriteFailed))
    this.#hasWriteFailed = false
    return isStored
  }

  async #succeeded(): Promise<void> {
    this.#hasReachedEnd = false
    if (!(await this.#isLastBatchStored())) return
    const { resource, board, intervalMs } = this.#options
    board.note(resource, { isRunning: false })
    board.keep(resource, {
      lastSuccessAt: this.#now(),
      failuresInARow: 0,
      lastError: null,
      nextRunAt: this.#scheduleNext(intervalMs),
    })
  }

  #failed(error: unknown): void {
    const { resource, board, intervalMs, retryIntervalMs, onFailure, onToken } = this.#options
    const failure = describeFailure(error)
    if (error instanceof EndpointError && (error.code === 'unauthorized' || error.code === 'forbidden')) onToken(false)
    const failuresInARow = board.get(resource).failuresInARow + 1
    board.note(resource, { isRunning: false })
    const nextRunAt = this.#scheduleNext(Math.min(intervalMs, retryIntervalMs))
    board.keep(resource, { lastError: { at: this.#now(), ...failure }, failuresInARow, nextRunAt })
    onFailure({ resource, ...failure, failuresInARow })
  }

  #scheduleNext(delayMs: number): string {
    clearTimeout(this.#timer)
    if (!this.#isStopped) this.#timer = setTimeout(() => this.pullNow(), delayMs)
    return toZonedIso(new Date(Date.now() + delayMs), this.#options.timeZone)
  }

  #now(): string {
    return toZonedIso(new Date(), this.#options.timeZone)
  }
}
