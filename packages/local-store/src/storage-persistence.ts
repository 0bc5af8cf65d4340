import {
  BehaviorSubject,
  combineLatest,
  distinctUntilChanged,
  from,
  map,
  merge,
  of,
  Subject,
  switchMap,
  timer,
  type Observable,
} from 'rxjs'
import type { PullStatuses } from './pull/pull-status.ts'
import type { StorageState } from './storage-state.ts'

const MEASURE_EVERY_MS = 60_000

type Promised = Omit<StorageState, 'isFull' | 'hasRoom'>

const nothingPromised: Promised = { isPersisted: false, usedBytes: null, quotaBytes: null }

/** Asks the browser never to evict this terminal's data, and watches what it promises. */
export class StoragePersistence {
  readonly #storage = globalThis.navigator?.storage as StorageManager | undefined
  readonly #asked = new Subject<void>()
  readonly #tryRoom: () => Promise<boolean>
  readonly #hasRoom = new BehaviorSubject<boolean | null>(null)
  readonly state$: Observable<StorageState>

  constructor(pulls$: Observable<PullStatuses>, tryRoom: () => Promise<boolean>) {
    this.#tryRoom = tryRoom
    const isFull$ = pulls$.pipe(
      map((pulls) => Object.values(pulls).some(({ lastError }) => lastError?.code === 'disk_full')),
      distinctUntilChanged(),
    )
    this.state$ = combineLatest([this.#watch(), isFull$, this.#hasRoom]).pipe(
      map(([promised, isFull, hasRoom]) => ({ ...promised, isFull, hasRoom })),
    )
  }

  /** Tries whether the disk takes what a night writes, and leaves nothing there. `state$` says what came of it. */
  async check(): Promise<void> {
    this.#hasRoom.next(await this.#tryRoom())
  }

  async persist(): Promise<boolean> {
    const isPersisted = (await this.#storage?.persist().catch(() => false)) ?? false
    this.#asked.next()
    return isPersisted
  }

  #watch(): Observable<Promised> {
    const storage = this.#storage
    if (!storage) return of(nothingPromised)
    const asked = from(storage.persist().catch(() => false))
    return merge(asked, this.#asked, timer(0, MEASURE_EVERY_MS)).pipe(
      switchMap(() => measure(storage).catch(() => nothingPromised)),
    )
  }
}

/** Asks, before there is a store, whether what will be in it stays: a private window loses it when it is closed. */
export async function askToPersist(): Promise<boolean> {
  const storage = globalThis.navigator?.storage as StorageManager | undefined
  return (await storage?.persist().catch(() => false)) ?? false
}

async function measure(storage: StorageManager): Promise<Promised> {
  const [isPersisted, { usage, quota }] = await Promise.all([storage.persisted(), storage.estimate()])
  return { isPersisted, usedBytes: usage ?? null, quotaBytes: quota ?? null }
}
