import { distinctUntilChanged, of, startWith, switchMap, timer, type Observable } from 'rxjs'

const LOOK_EVERY_MS = 2_000

const heldHere = new Set<string>()

/** Runs the work if no tab of this browser holds the lock, else answers null at once. The browser frees a dead tab's lock. */
export async function withLock<Result>(name: string, work: () => Promise<Result>): Promise<Result | null> {
  if (heldHere.has(name)) return null
  const locks = globalThis.navigator?.locks
  heldHere.add(name)
  try {
    return locks ? await locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : null)) : await work()
  } finally {
    // Only now: until the browser has freed the lock, whoever looks still sees it held.
    heldHere.delete(name)
  }
}

/** Whether another tab holds the lock now, looked at every two seconds. */
export function isLockHeldElsewhere(name: string): Observable<boolean> {
  const locks = globalThis.navigator?.locks
  if (!locks) return of(false)
  const isHeldElsewhere = async () => {
    const wasHeldHere = heldHere.has(name)
    const { held = [] } = await locks.query()
    // What is let go here before the answer comes is still held in it.
    return !wasHeldHere && !heldHere.has(name) && held.some((lock) => lock.name === name)
  }
  return timer(0, LOOK_EVERY_MS).pipe(switchMap(isHeldElsewhere), startWith(false), distinctUntilChanged())
}
