/**
 * Runs something in one tab at a time: whoever holds the lock leads, and when that tab goes away the next one takes over.
 * Where the browser has no locks (plain http), every tab leads: the work must be harmless when done twice.
 * @param lead starts the work and answers how to end it
 * @returns how to give leadership back, or stop waiting for it
 */
export function holdLeadership(name: string, lead: () => () => Promise<void>): () => Promise<void> {
  const resignation = new AbortController()
  const resigned = new Promise<void>((resolve) => resignation.signal.addEventListener('abort', () => resolve()))

  const reign = async () => {
    if (resignation.signal.aborted) return
    const end = lead()
    await resigned
    await end()
  }
  const locks = globalThis.navigator?.locks
  const over = locks
    ? locks.request(name, { signal: resignation.signal }, reign).catch((error: unknown) => {
        if (!resignation.signal.aborted) throw error
      })
    : reign()

  return async () => {
    resignation.abort()
    await over
  }
}
