// One collection's pull: runs over the pages of its changes, when it is time for one or somebody asks, and keeps its status.
import { toZonedIso } from '@barra/domain'
import type { ReplicatedDocument } from '@barra/replication-protocol'
import type { CopyCheck } from '../check/copy-check.ts'
import { noCorrections } from '../check/copy-corrections.ts'
import { toStored } from '../collections/pulled-collections.ts'
import { describeFailure, EndpointError } from '../server/endpoint-error.ts'
import { Alarm } from './alarm.ts'
import { fetchPage, type PageSource, type PulledPage } from './fetch-page.ts'
import type { LocalCopy } from './local-copy.ts'
import { newRound, type PullCheckpoint } from './pull-checkpoint.ts'
import type { PulledResource } from './pull-status.ts'
import type { PullStatusBoard } from './pull-status-board.ts'

export interface CollectionPullOptions {
  readonly resource: PulledResource
  readonly client: PageSource['client']
  readonly copy: LocalCopy
  readonly check: CopyCheck
  readonly board: PullStatusBoard
  readonly intervalMs: number
  readonly retryIntervalMs: number
  readonly timeZone: string
  /** Called with what a page brought while it is not yet noted that it came: a page that dies before it ends gets it once more. */
  readonly onReceived: (documents: readonly ReplicatedDocument[]) => Promise<void>
  /** Called with the database's epoch when a pull has reached the end. */
  readonly onPulled: (epoch: string) => void
  /** Called when documents of the copy were found wrong and made right. */
  readonly onRepaired: (documents: number) => void
  readonly onFailure: (failure: { code: string; message: string; failuresInARow: number }) => void
  /** Whether the endpoint knew this terminal's token, by the answer to each request that told. */
  readonly onToken: (isAccepted: boolean) => void
}

export class CollectionPull {
  readonly #options: CollectionPullOptions
  readonly #source: PageSource
  readonly #stop = new AbortController()
  readonly #alarm = new Alarm()
  #hasGivenWay = false
  #isHeldBack = false
  /** Unknown until counted, and again after a write that may or may not have happened. */
  #documents: number | undefined
  #over: Promise<void> = Promise.resolve()

  readonly resource: PulledResource

  constructor(options: CollectionPullOptions) {
    this.#options = options
    this.resource = options.resource
    this.#source = { client: options.client, db: options.resource, signal: this.#stop.signal }
  }

  start(): void {
    this.#over = this.#run()
  }

  /** Pulls now: something moved, the server is back, or somebody asked. A run under way is followed by another. */
  pullNow(): void {
    this.#alarm.ring()
  }

  /** The endpoint has something newer. A copy that waits for room goes on waiting. */
  hint(): void {
    if (!this.#isHeldBack) this.#alarm.ring()
  }

  /** The copy was given up for want of room: it is pulled again later, as after a failure, or when somebody asks. */
  gaveWay(): void {
    this.#hasGivenWay = true
    this.#alarm.ring()
  }

  /** Resolves when nothing is written any more. */
  async stop(): Promise<void> {
    this.#stop.abort()
    this.#alarm.ring()
    await this.#over
  }

  async #run(): Promise<void> {
    const { board, resource, check } = this.#options
    const corrections = await check.corrections().catch(() => noCorrections)
    board.show(resource, { corrections })
    while (!this.#stop.signal.aborted) {
      if (this.#hasGivenWay) this.#documents = undefined
      // What went before a pull from the beginning, that has ended since, is here again.
      this.#isHeldBack = this.#hasGivenWay && (await this.#isGone())
      this.#hasGivenWay = false
      await this.#alarm.wait(this.#isHeldBack ? this.#holdBack() : await this.#runOnce())
    }
    board.show(resource, { isRunning: false })
  }

  /** @returns milliseconds until the next run, as the others */
  async #runOnce(): Promise<number> {
    const { board, resource } = this.#options
    board.show(resource, { isRunning: true })
    return this.#pull().then(this.#succeeded, this.#failed)
  }

  async #pull(): Promise<void> {
    await this.#pullToEnd()
    await this.#checkCopy().catch((error: unknown) => {
      // The pull itself succeeded; the endpoint is asked again after another.
      if (!(error instanceof EndpointError)) throw error
    })
  }

  /** A range that differs is looked at twice: what has come in between may have made it right. */
  async #checkCopy(): Promise<void> {
    const { resource, board, check, onRepaired } = this.#options
    const { signal } = this.#stop
    if (!(await check.isDue()) || !(await check.look(signal))) return
    await this.#pullToEnd()
    const differing = await check.look(signal)
    const repair = differing && (await check.repair(differing, signal))
    if (!repair) return
    this.#grow(repair.growth)
    if (repair.documents === 0) return
    board.show(resource, { corrections: await check.corrections() })
    onRepaired(repair.documents)
  }

  /** Pulls page by page to the end. Each is stored before the next is asked for, so that neither memory nor the disk falls behind. */
  async #pullToEnd(): Promise<void> {
    const { copy, onToken, onPulled } = this.#options
    this.#documents ??= await copy.count()
    let checkpoint = await copy.checkpoint()
    for (let isLast = false; !isLast;) {
      const page = await fetchPage(this.#source, checkpoint)
      onToken(true)
      isLast = page.isLast
      const before = checkpoint
      checkpoint = await copy.inTurn(() => this.#take(page, before))
      if (isLast) onPulled(checkpoint.epoch)
    }
  }

  async #take(page: PulledPage, before: PullCheckpoint | null): Promise<PullCheckpoint> {
    const { resource, copy, onReceived } = this.#options
    const { epoch, n: seq } = page.position
    const followed = page.isFirst ? null : before
    // Whatever came before this page went while it was fetched.
    if (followed && !(await copy.checkpoint())) throw new DOMException('the copy gave way', 'QuotaExceededError')
    const { round, isRepulling } = followed ?? (await this.#beginRound(epoch))
    this.#grow(await copy.write(page.documents.map((document) => toStored(resource, document, round))))
    await onReceived(page.documents)
    // Only now is it certain what is no longer there; sweeping earlier would show an empty catalogue.
    if (isRepulling && page.isLast) this.#grow(-(await copy.sweep(round)))
    const whole = page.isLast ? { at: this.#iso(), documents: this.#documents ?? 0 } : followed?.whole
    return this.#keep({ epoch, seq, round, isRepulling: isRepulling && !page.isLast, ...(whole && { whole }) }, before)
  }

  async #beginRound(epoch: string): Promise<Pick<PullCheckpoint, 'round' | 'isRepulling'>> {
    return { round: newRound(epoch), isRepulling: !(await this.#options.copy.isEmpty()) }
  }

  async #keep(checkpoint: PullCheckpoint, before: PullCheckpoint | null): Promise<PullCheckpoint> {
    const isMoved =
      before?.round !== checkpoint.round ||
      before.seq !== checkpoint.seq ||
      before.isRepulling !== checkpoint.isRepulling ||
      before.whole === undefined
    if (isMoved) await this.#options.copy.keepCheckpoint(checkpoint)
    return checkpoint
  }

  #grow(by: number): void {
    const { board, resource } = this.#options
    this.#documents = (this.#documents ?? 0) + by
    board.show(resource, { documents: this.#documents })
  }

  async #isGone(): Promise<boolean> {
    return (await this.#options.copy.checkpoint().catch(() => null)) === null
  }

  #holdBack(): number {
    const { resource, board, intervalMs, retryIntervalMs } = this.#options
    this.#documents = undefined
    const nextRunInMs = Math.min(intervalMs, retryIntervalMs)
    const now = Date.now()
    const lastError = { at: this.#iso(now), code: 'disk_full', message: 'the copy gave way to what cannot be pulled again' }
    const failuresInARow = Math.max(1, board.get(resource).failuresInARow)
    board.keep(resource, { isRunning: false, documents: 0, lastError, failuresInARow, nextRunAt: this.#iso(now + nextRunInMs) })
    return nextRunInMs
  }

  readonly #succeeded = (): number => {
    const { resource, board, intervalMs } = this.#options
    const now = Date.now()
    const ended = { isRunning: false, lastSuccessAt: this.#iso(now), lastError: null, failuresInARow: 0 }
    board.keep(resource, { ...ended, nextRunAt: this.#iso(now + intervalMs) })
    return intervalMs
  }

  /** An attempt that failed waits for the next occasion like any other: an outage of hours is not thousands of failures. */
  readonly #failed = (error: unknown): number => {
    if (this.#stop.signal.aborted) return 0
    const { resource, board, intervalMs, retryIntervalMs, onFailure, onToken } = this.#options
    const failure = describeFailure(error)
    if (error instanceof EndpointError && (error.code === 'unauthorized' || error.code === 'forbidden')) onToken(false)
    if (!(error instanceof EndpointError)) this.#documents = undefined
    const failuresInARow = board.get(resource).failuresInARow + 1
    const nextRunInMs = Math.min(intervalMs, retryIntervalMs)
    const before = board.get(resource).lastError
    // A server that does not answer says nothing about room on the disk.
    const isStillFull = before?.code === 'disk_full' && error instanceof EndpointError
    const now = Date.now()
    const lastError = isStillFull ? before : { at: this.#iso(now), ...failure }
    board.keep(resource, { isRunning: false, lastError, failuresInARow, nextRunAt: this.#iso(now + nextRunInMs) })
    onFailure({ ...failure, failuresInARow })
    return nextRunInMs
  }

  #iso(at = Date.now()): string {
    return toZonedIso(new Date(at), this.#options.timeZone)
  }
}
