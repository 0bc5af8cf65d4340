// Whether the endpoint answers. Asked, never guessed: navigator.onLine only explains a failure, it does not decide one.
import { BehaviorSubject, type Observable } from 'rxjs'
import { toZonedIso } from '@barra/domain'
import type { EndpointClient } from './endpoint-client.ts'
import { EndpointError } from './endpoint-error.ts'
import type { HealthAnswer } from './health-answer.ts'
import type { OutageNote } from './outage-note.ts'
import type { ClockDifference, ServerClock } from './server-clock.ts'
import type { ServerState } from './server-state.ts'

type OfflineCause = Extract<ServerState, { kind: 'offline' }>['cause']

export interface ReachabilityOptions {
  readonly client: Pick<EndpointClient, 'checkHealth'>
  readonly intervalMs: { readonly online: number; readonly offline: number }
  readonly timeZone: string
  readonly clock: ServerClock
  readonly outage: OutageNote
}

export class Reachability {
  readonly #options: ReachabilityOptions
  readonly #state = new BehaviorSubject<ServerState>({ kind: 'checking' })
  readonly #answer = new BehaviorSubject<HealthAnswer | null>(null)
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0
  #heard = 0
  #isTokenRefused = false
  #isStopped = false
  readonly state$: Observable<ServerState> = this.#state.asObservable()
  /** The last answer of the health route; null before there was one. */
  readonly answer$: Observable<HealthAnswer | null> = this.#answer.asObservable()
  readonly clock$: Observable<ClockDifference | null>
  readonly #checkSoon = () => void this.check()

  constructor(options: ReachabilityOptions) {
    this.#options = options
    this.clock$ = options.clock.difference$
  }

  get isOnline(): boolean {
    return this.#state.value.kind === 'online'
  }

  /** The present, by the server's clock where that is known to differ. */
  now(): Date {
    return this.#options.clock.now()
  }

  start(): void {
    globalThis.addEventListener?.('online', this.#checkSoon)
    globalThis.addEventListener?.('offline', this.#checkSoon)
    this.#checkSoon()
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
    globalThis.removeEventListener?.('online', this.#checkSoon)
    globalThis.removeEventListener?.('offline', this.#checkSoon)
    this.#state.complete()
    this.#answer.complete()
  }

  /**
   * Asks the health route, also while an earlier question is under way: what caused this one may have come between that one and
   * its answer. An answer to an earlier question than one already answered tells nothing.
   */
  async check(): Promise<ServerState> {
    clearTimeout(this.#timer)
    const question = ++this.#asked
    const [answer, error] = await this.#options.client.checkHealth().then(
      (answer) => [answer, null] as const,
      (error: unknown) => [null, error] as const,
    )
    if (question > this.#heard && !this.#isStopped) {
      this.#heard = question
      if (answer) this.#answered(answer)
      else this.#failed(error)
      clearTimeout(this.#timer)
      this.#timer = setTimeout(this.#checkSoon, this.#waitMs())
    }
    return this.#state.value
  }

  /** A request with the token was answered or refused: health needs no token and cannot tell. */
  reportToken(isAccepted: boolean): void {
    if (this.#isStopped || this.#isTokenRefused === !isAccepted) return
    this.#isTokenRefused = !isAccepted
    this.#checkSoon()
  }

  #answered(answer: HealthAnswer): void {
    this.#options.clock.heard(answer)
    this.#answer.next(answer)
    if (this.#isTokenRefused) this.#becomeOffline('not_paired')
    else this.#becomeOnline()
  }

  #failed(error: unknown): void {
    this.#options.clock.look()
    this.#becomeOffline(causeOf(error))
  }

  /** An answer where the browser knows of no network is not relied on for long: one of the two is late. */
  #waitMs(): number {
    const { online, offline } = this.#options.intervalMs
    return this.isOnline && !knowsOfNoNetwork() ? online : offline
  }

  #becomeOnline(): void {
    if (this.#state.value.kind === 'online') return
    this.#options.outage.keep(null)
    this.#state.next({ kind: 'online', since: this.#now() })
  }

  /** Neither a cause that becomes clearer later nor a page that is loaded anew restarts the outage's clock. */
  #becomeOffline(cause: OfflineCause): void {
    const before = this.#state.value
    if (before.kind !== 'offline') {
      const { outage } = this.#options
      const since = (before.kind === 'checking' ? outage.since : null) ?? this.#now()
      outage.keep(since)
      this.#state.next({ kind: 'offline', since, cause })
    } else if (before.cause !== cause) this.#state.next({ ...before, cause })
  }

  #now(): string {
    return toZonedIso(new Date(), this.#options.timeZone)
  }
}

function causeOf(error: unknown): OfflineCause {
  if (knowsOfNoNetwork()) return 'network_down'
  // 511 is what a network says that wants its own page read first; most of them just send the page.
  const isPortal = error instanceof EndpointError && (error.code === 'not_json' || error.code === 'http_511')
  return isPortal ? 'captive_portal' : 'server_down'
}

function knowsOfNoNetwork(): boolean {
  return globalThis.navigator?.onLine === false
}
