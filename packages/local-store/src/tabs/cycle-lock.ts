import { distinctUntilChanged, map, of, startWith, switchMap, timer, type Observable } from 'rxjs'

const LOOK_EVERY_MS = 2_000

const heldHere = new Set<string>()

/** Runs the work if no tab of this browser holds the lock, else answers null at once. The browser frees a dead tab's lock. */
export async function withLock<Result>(name: string, work: () => Promise<Result>): Promise<Result | null> {
  const run = async () => {
    heldHere.add(name)
    return work().finally(() => heldHere.delete(name))
  }
  const locks = globalThis.navigator?.locks
  if (!locks) return heldHere.has(name) ? null : run()
  return locks.request(name, { ifAvailable: true }, async (lock) => (lock ? run() : null))
}

/** Whether another tab holds the lock now, looked at every two seconds. */
export function isLockHeldElsewhere(name: string): Observable<boolean> {
  const locks = globalThis.navigator?.locks
  if (!locks) return of(false)
  return timer(0, LOOK_EVERY_MS).pipe(
    switchMap(() => locks.query()),
    map(({ held = [] }) => !heldHere.has(name) && held.some((lock) => lock.name === name)),
    startWith(false),
    distinctUntilChanged(),
  )
}
