import { combineLatest, distinctUntilChanged, from, map, merge, of, Subject, switchMap, timer, type Observable } from 'rxjs'
import type { PullStatuses } from './pull/pull-status.ts'
import type { StorageState } from './storage-state.ts'

const MEASURE_EVERY_MS = 60_000

type Promised = Omit<StorageState, 'isFull'>

const nothingPromised: Promised = { isPersisted: false, usedBytes: null, quotaBytes: null }

/** Asks the browser never to evict this terminal's data, and watches what it promises. */
export class StoragePersistence {
  readonly #storage = globalThis.navigator?.storage as StorageManager | undefined
  readonly #asked = new Subject<void>()
  readonly state$: Observable<StorageState>

  constructor(pulls$: Observable<PullStatuses>) {
    // Whether there is room shows when it is used: Chromium tells a quota of 10 GiB above what is used, however full the disk is.
    const isFull$ = pulls$.pipe(
      map((pulls) => Object.values(pulls).some(({ lastError }) => lastError?.code === 'disk_full')),
      distinctUntilChanged(),
    )
    this.state$ = combineLatest([this.#watch(), isFull$]).pipe(map(([promised, isFull]) => ({ ...promised, isFull })))
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
