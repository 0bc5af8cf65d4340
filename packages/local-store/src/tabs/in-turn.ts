const waitingHere = new Map<string, Promise<unknown>>()

/** Runs the work after whatever else waits for the same turn, in every tab of this browser; without Web Locks, in this one. */
export function inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const locks = globalThis.navigator?.locks
  if (locks) return locks.request(name, work)
  const before = waitingHere.get(name) ?? Promise.resolve()
  const result = before.then(work)
  waitingHere.set(
    name,
    result.catch(() => undefined),
  )
  return result
}
