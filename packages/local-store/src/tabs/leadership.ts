/**
 * Runs something in one tab at a time: whoever holds the lock leads, and when that tab goes away the next one takes over.
 * Where the browser has no locks (plain http), every tab leads: the work must be harmless when done twice.
 * @param lead starts the work and answers how to end it
 * @returns how to give leadership back, or stop waiting for it; resolves when the work has ended
 */
export function holdLeadership(name: string, lead: () => () => Promise<void>): () => Promise<void> {
  const resignation = new AbortController()
  const resigned = new Promise<void>((resolve) => resignation.signal.addEventListener('abort', () => resolve()))
  let reigning: Promise<void> | undefined

  const reign = async () => {
    if (resignation.signal.aborted) return
    const end = lead()
    await resigned
    await end()
  }
  const locks = globalThis.navigator?.locks
  if (locks) {
    locks
      .request(name, { signal: resignation.signal }, () => (reigning = reign()))
      .catch((error: unknown) => {
        if (!resignation.signal.aborted) console.error('this tab cannot lead', error)
      })
  } else {
    reigning = reign()
  }

  return async () => {
    resignation.abort()
    // Not the request itself: Chromium forgets an abort that comes before it has queued the request.
    await reigning
  }
}
