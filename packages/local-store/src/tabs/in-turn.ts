const waitingHere = new Map<string, Promise<unknown>>()

/**
 * Runs the work after whatever else waits for the same turn, in every tab of this browser; without Web Locks, in this one.
 * Aborting the signal gives up the waiting, and the promise rejects.
 */
export function inTurn<Result>(name: string, work: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
  const locks = globalThis.navigator?.locks
  if (locks) return locks.request(name, signal ? { signal } : {}, work)
  const before = waitingHere.get(name) ?? Promise.resolve()
  const result = before.then(() => {
    signal?.throwIfAborted()
    return work()
  })
  waitingHere.set(
    name,
    result.catch(() => undefined),
  )
  return result
}
