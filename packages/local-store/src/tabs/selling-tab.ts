// One tab sells. Two would make two orders of the same draft, and a cashier would not see what the other charges.
import { BehaviorSubject, filter, firstValueFrom, race, Subject, timer, type Observable } from 'rxjs'
import { newId } from '@barra/domain'
import { inTurn } from './in-turn.ts'

export type SellingTabState =
  /** This tab sells. */
  | 'here'
  /** This tab sold and is giving the till away: it takes nothing more. */
  | 'leaving'
  /** Another tab of this browser sells. */
  | 'elsewhere'

/** What tabs say to each other: one wants to sell; whoever does has let go of everything. */
type Message = 'hand_over' | 'handed_over'

export interface SellingTabOptions {
  /** The terminal's: the same for each of its tabs. */
  readonly name: string
  /** A tab that does not answer for so long is frozen, and its place is taken. */
  readonly handOverLimitMs: number
}

/** Work of a sale was asked of a tab that does not sell. */
export class NotSellingHere extends Error {
  constructor() {
    super('another tab of this browser sells')
    this.name = 'NotSellingHere'
  }
}

/**
 * Whoever holds the lock sells. A tab that wants to asks for it and steals it then: the lock has an owner at every moment, and work
 * under way in the tab before ends before work of the next begins, since all of it takes turns. Without Web Locks (plain http) every
 * tab sells.
 */
export class SellingTab {
  readonly #options: SellingTabOptions
  readonly #locks = globalThis.navigator?.locks as LockManager | undefined
  readonly #state = new BehaviorSubject<SellingTabState>('here')
  readonly #channel: BroadcastChannel
  readonly #closed = new AbortController()
  /** By which the browser tells who this tab is. */
  readonly #ownLock: string
  readonly #underWay = new Set<Promise<unknown>>()
  readonly #handedOver = new Subject<void>()
  readonly #held: Promise<unknown>[] = []
  readonly state$: Observable<SellingTabState> = this.#state.asObservable()

  constructor(options: SellingTabOptions) {
    this.#options = options
    this.#ownLock = `${this.#lock}-${newId()}`
    this.#channel = new BroadcastChannel(this.#lock)
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data === 'handed_over') this.#handedOver.next()
      else if (this.#state.value === 'here') void this.#letGo()
    }
  }

  /** Begins to sell, or to wait for whoever does to go away. Resolves when it is known which. */
  async open(): Promise<void> {
    if (!this.#locks) return
    await this.#hold(this.#ownLock, { ifAvailable: true })
    if (await this.#hold(this.#lock, { ifAvailable: true })) return
    this.#lose()
  }

  /** Makes this the tab that sells, once whatever the other one was writing is written. */
  async takeOver(): Promise<void> {
    if (!this.#locks || this.#state.value !== 'elsewhere') return
    const answered = firstValueFrom(race(this.#handedOver, timer(this.#options.handOverLimitMs)))
    this.#channel.postMessage('hand_over' satisfies Message)
    await answered
    if (!this.#closed.signal.aborted) await this.#hold(this.#lock, { steal: true })
  }

  /**
   * Runs work that only the selling tab may do, after whatever else of it is under way.
   * @throws NotSellingHere when this tab does not sell, or no longer when its turn came
   */
  whileSelling<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#state.value === 'elsewhere') return Promise.reject(new NotSellingHere())
    const result = inTurn(this.#turn, async () => {
      if (!(await this.#isOwner())) throw new NotSellingHere()
      return work()
    })
    this.#underWay.add(result)
    const forget = () => void this.#underWay.delete(result)
    result.then(forget, forget)
    return result
  }

  /** Once what is under way is written, unless the disk takes too long. */
  async close(): Promise<void> {
    await firstValueFrom(race(this.#settled(), timer(this.#options.handOverLimitMs)))
    this.#closed.abort()
    this.#channel.close()
    this.#state.complete()
    await Promise.allSettled(this.#held)
  }

  /** Ends what is under way, with what follows from it, and says so; should nobody take the place, this tab goes on. */
  async #letGo(): Promise<void> {
    this.#state.next('leaving')
    await this.#settled()
    if (this.#closed.signal.aborted) return
    this.#channel.postMessage('handed_over' satisfies Message)
    const left = this.#state.pipe(filter((state) => state !== 'leaving'))
    await firstValueFrom(race(left, timer(this.#options.handOverLimitMs)), { defaultValue: null })
    if (this.#state.value === 'leaving') this.#state.next('here')
  }

  async #settled(): Promise<void> {
    do {
      await Promise.allSettled(this.#underWay)
      await new Promise((resolve) => setTimeout(resolve))
    } while (this.#underWay.size > 0)
  }

  /** Asked of the browser: a tab that was frozen while its place was taken has not been told yet. */
  async #isOwner(): Promise<boolean> {
    if (!this.#locks) return true
    const { held = [] } = await this.#locks.query()
    const ownerOf = (name: string) => held.find((lock) => lock.name === name)?.clientId
    return ownerOf(this.#ownLock) !== undefined && ownerOf(this.#lock) === ownerOf(this.#ownLock)
  }

  /** Sells as soon as whoever does goes away. */
  #wait(): void {
    void this.#hold(this.#lock, { signal: this.#closed.signal })
  }

  /** Resolves true once the lock is held, false when it cannot be. It is held until this tab closes or another one takes it. */
  #hold(name: string, options: LockOptions): Promise<boolean> {
    return new Promise((resolve) => {
      const kept = this.#locks!.request(name, options, async (lock) => {
        if (!lock || this.#closed.signal.aborted) return resolve(false)
        const released = new Promise<void>((release) => this.#closed.signal.addEventListener('abort', () => release()))
        this.#held.push(kept)
        if (name === this.#lock) await this.#begin()
        resolve(true)
        await released
      })
      kept.catch(() => {
        resolve(false)
        if (name === this.#lock && !this.#closed.signal.aborted) this.#lose()
      })
    })
  }

  /** What the tab before had begun to write is on disk before this one reads it. */
  async #begin(): Promise<void> {
    await inTurn(this.#turn, () => Promise.resolve(), this.#closed.signal).catch(() => undefined)
    if (!this.#closed.signal.aborted) this.#state.next('here')
  }

  #lose(): void {
    this.#state.next('elsewhere')
    this.#wait()
  }

  get #lock(): string {
    return `${this.#options.name}-selling`
  }

  get #turn(): string {
    return `${this.#options.name}-selling-turn`
  }
}
