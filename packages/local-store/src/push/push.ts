// The button's side of a push: one cycle at a time across tabs, its progress, its outcome.
import { BehaviorSubject, combineLatest, map, type Observable } from 'rxjs'
import { toZonedIso } from '@barra/domain'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import type { Configuration } from '../configuration.ts'
import type { ErrorLog } from '../error-log/error-log.ts'
import type { Guests } from '../guests/guests.ts'
import type { EndpointClient } from '../server/endpoint-client.ts'
import { describeFailure } from '../server/endpoint-error.ts'
import type { Reachability } from '../server/reachability.ts'
import { isLockHeldElsewhere, withLock } from '../tabs/cycle-lock.ts'
import { inTurn } from '../tabs/in-turn.ts'
import { ticketStatesTurn } from '../tickets/ticket-states-turn.ts'
import { runPushCycle } from './push-cycle.ts'
import { runPreflight, type PreflightOutcome } from './preflight.ts'
import type { TicketsHome } from './tickets-home.ts'
import { PushProgressCounter } from './push-progress.ts'
import type { PushOutcome, PushState } from './push-state.ts'

export interface PushDependencies {
  readonly configuration: Configuration
  readonly tickets: TicketsCollection
  readonly client: EndpointClient
  readonly reachability: Reachability
  readonly errorLog: ErrorLog
  readonly home: TicketsHome
  readonly guests: Pick<Guests, 'findCharging'>
}

export class Push {
  readonly #dependencies: PushDependencies
  readonly #own = new BehaviorSubject<PushState>({ kind: 'idle', lastOutcome: null })
  readonly state$: Observable<PushState>
  #lastOutcome: PushOutcome | null = null
  #cycle: { stop: AbortController; ended: Promise<PushOutcome> } | undefined

  constructor(dependencies: PushDependencies) {
    this.#dependencies = dependencies
    this.state$ = combineLatest([this.#own, isLockHeldElsewhere(this.#lockName)]).pipe(
      map(([own, isElsewhere]) => (own.kind === 'idle' && isElsewhere ? { kind: 'running_elsewhere' } : own)),
    )
  }

  start({ only }: { readonly only?: readonly string[] } = {}): Promise<PushOutcome> {
    if (this.#cycle) return Promise.resolve({ kind: 'already_running' })
    const stop = new AbortController()
    const ended = this.#start(stop, only ? new Set(only) : null).finally(() => (this.#cycle = undefined))
    this.#cycle = { stop, ended }
    return ended
  }

  async cancel(): Promise<void> {
    if (!this.#cycle) return
    this.#cycle.stop.abort()
    const state = this.#own.value
    if (state.kind === 'running') this.#own.next({ ...state, isStopping: true })
    await this.#cycle.ended
  }

  async preflight(): Promise<PreflightOutcome> {
    const { configuration, tickets, client, reachability, home } = this.#dependencies
    const server = await reachability.check()
    if (server.kind !== 'online') return { kind: 'server_unavailable' }
    try {
      if (!(await home.admits())) return { kind: 'other_server' }
    } catch (error) {
      return { kind: 'failed', ...describeFailure(error) }
    }
    return runPreflight({ tickets, client, batchSize: configuration.pushBatchSize })
  }

  async #start(stop: AbortController, only: ReadonlySet<string> | null): Promise<PushOutcome> {
    this.#own.next({ kind: 'starting', lastOutcome: this.#lastOutcome })
    const turn = ticketStatesTurn(this.#dependencies.configuration)
    const cycle = withLock(this.#lockName, () => inTurn(turn, () => this.#runCycle(stop.signal, only)))
    const outcome = await cycle.catch((error: unknown) => this.#couldNotBegin(error))
    if (outcome) this.#lastOutcome = outcome
    this.#own.next({ kind: 'idle', lastOutcome: this.#lastOutcome })
    return outcome ?? { kind: 'already_running' }
  }

  async #runCycle(stop: AbortSignal, only: ReadonlySet<string> | null): Promise<PushOutcome> {
    const { configuration, tickets, client, reachability, errorLog, home, guests } = this.#dependencies
    const server = await reachability.check()
    if (server.kind !== 'online') return { kind: 'server_unavailable' }
    if (!(await home.admits())) return { kind: 'other_server' }

    const startedAt = this.#now()
    const counter = new PushProgressCounter((progress) =>
      this.#own.next({ kind: 'running', progress, startedAt, isStopping: stop.aborted }),
    )
    const end = await runPushCycle({
      tickets,
      client,
      batchSize: configuration.pushBatchSize,
      retryDelaysMs: configuration.pushRetryDelaysMs,
      counter,
      stop,
      only,
      // By the clock of the sale and of what is decided about it: their story is told in order.
      now: () => toZonedIso(reachability.now(), configuration.timeZone),
      findCharging: (ticketId) => guests.findCharging(ticketId),
      onRefused: ({ ticket_number }, { code, reason }) =>
        errorLog.add({ kind: 'ticket_refused', subject: ticket_number, code, message: reason, failuresInARow: 1 }),
      onFailedAttempt: (failure) => errorLog.add({ kind: 'push_failed', subject: '', ...failure, failuresInARow: 1 }),
    })
    const { progress } = counter
    if (end.kind === 'completed' && progress.total === 0) return { kind: 'nothing_pending' }
    return { ...end, progress, endedAt: this.#now() }
  }

  /** A cycle tells itself how it ended; what is thrown before it is that the disk does not tell whose the tickets are. */
  #couldNotBegin(error: unknown): PushOutcome {
    const failure = describeFailure(error)
    this.#dependencies.errorLog.add({ kind: 'push_failed', subject: '', ...failure, failuresInARow: 1 })
    const { progress } = new PushProgressCounter(() => undefined)
    return { kind: 'interrupted', ...failure, progress, endedAt: this.#now() }
  }

  get #lockName(): string {
    return `${this.#dependencies.configuration.name}-push-cycle`
  }

  #now(): string {
    return toZonedIso(new Date(), this.#dependencies.configuration.timeZone)
  }
}
