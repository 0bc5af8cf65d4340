import { setTimeout as sleep } from 'node:timers/promises'

/** @throws Error naming what did not end in time */
export async function within<T>(limitMs: number, what: string, work: Promise<T>): Promise<T> {
  const timer = new AbortController()
  const late = sleep(limitMs, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`${what}: no end within ${limitMs / 1000} s`)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    timer.abort()
    late.catch(() => undefined)
  }
}

/** Asks again and again what is wrong, until nothing is. @throws Error with what still is when the limit is over */
export async function untilNothingIsWrong(limitMs: number, when: string, wrongs: () => Promise<Iterable<string>>): Promise<void> {
  const giveUpAt = Date.now() + limitMs
  for (;;) {
    const wrong = [...(await wrongs())]
    if (wrong.length === 0) return
    if (Date.now() > giveUpAt) throw new Error(`${when}: ${wrong.join('; ')}`)
    await sleep(5)
  }
}
