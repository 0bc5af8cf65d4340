import { from, merge, of, switchMap, timer, type Observable } from 'rxjs'
import type { StorageState } from './storage-state.ts'

const MEASURE_EVERY_MS = 60_000

const nothingPromised: StorageState = { isPersisted: false, usedBytes: null, quotaBytes: null }

/** Asks the browser never to evict this terminal's data, and watches what it promises. */
export function watchStorage(): Observable<StorageState> {
  const storage = globalThis.navigator?.storage
  if (!storage) return of(nothingPromised)
  const asked = from(storage.persist().catch(() => false))
  return merge(asked, timer(0, MEASURE_EVERY_MS)).pipe(switchMap(() => measure(storage).catch(() => nothingPromised)))
}

async function measure(storage: StorageManager): Promise<StorageState> {
  const [isPersisted, { usage, quota }] = await Promise.all([storage.persisted(), storage.estimate()])
  return { isPersisted, usedBytes: usage ?? null, quotaBytes: quota ?? null }
}
