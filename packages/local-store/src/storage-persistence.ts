import { from, merge, of, Subject, switchMap, timer, type Observable } from 'rxjs'
import type { StorageState } from './storage-state.ts'

const MEASURE_EVERY_MS = 60_000

const nothingPromised: StorageState = { isPersisted: false, usedBytes: null, quotaBytes: null }

/** Asks the browser never to evict this terminal's data, and watches what it promises. */
export class StoragePersistence {
  readonly #storage = globalThis.navigator?.storage as StorageManager | undefined
  readonly #asked = new Subject<void>()
  readonly state$: Observable<StorageState> = this.#watch()

  async persist(): Promise<boolean> {
    const isPersisted = (await this.#storage?.persist().catch(() => false)) ?? false
    this.#asked.next()
    return isPersisted
  }

  #watch(): Observable<StorageState> {
    const storage = this.#storage
    if (!storage) return of(nothingPromised)
    const asked = from(storage.persist().catch(() => false))
    return merge(asked, this.#asked, timer(0, MEASURE_EVERY_MS)).pipe(
      switchMap(() => measure(storage).catch(() => nothingPromised)),
    )
  }
}

async function measure(storage: StorageManager): Promise<StorageState> {
  const [isPersisted, { usage, quota }] = await Promise.all([storage.persisted(), storage.estimate()])
  return { isPersisted, usedBytes: usage ?? null, quotaBytes: quota ?? null }
}
