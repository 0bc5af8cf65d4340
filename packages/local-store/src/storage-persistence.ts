import { from, map, merge, of, switchMap, timer, type Observable } from 'rxjs'
import type { StorageState } from './storage-state.ts'

const MEASURE_EVERY_MS = 60_000

/** Asks the browser never to evict this terminal's data, and watches what it promises. */
export function watchStorage(): Observable<StorageState> {
  const storage = globalThis.navigator?.storage
  if (!storage) return of({ isPersisted: false, usedBytes: null, quotaBytes: null })
  const asked = from(storage.persist().catch(() => false))
  return merge(asked, timer(0, MEASURE_EVERY_MS)).pipe(
    switchMap(() => Promise.all([storage.persisted(), storage.estimate()])),
    map(([isPersisted, { usage, quota }]) => ({ isPersisted, usedBytes: usage ?? null, quotaBytes: quota ?? null })),
  )
}
