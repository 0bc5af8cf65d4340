import { setTimeout as sleep } from 'node:timers/promises'
import type { Response } from 'express'

/** Answers that wait for something to happen, so that they can all be ended when the endpoint stops. */
export class OpenAnswers {
  readonly #waiting = new Map<Response, AbortController>()
  #isStopping = false

  /** A signal that aborts when the client went away or the endpoint stops. */
  track(res: Response): AbortSignal {
    const controller = new AbortController()
    if (this.#isStopping || res.closed) {
      controller.abort()
      return controller.signal
    }
    this.#waiting.set(res, controller)
    res.once('close', () => {
      this.#waiting.delete(res)
      controller.abort()
    })
    return controller.signal
  }

  get isStopping(): boolean {
    return this.#isStopping
  }

  start(): void {
    this.#isStopping = false
  }

  /** From here on nothing waits any more. */
  stop(): void {
    this.#isStopping = true
    for (const [res, controller] of this.#waiting) {
      closeConnectionAfter(res)
      controller.abort()
    }
  }
}

/** A connection kept alive after its answer would hold up the closing of the server. */
function closeConnectionAfter(res: Response): void {
  const { socket } = res
  if (res.headersSent) res.once('finish', () => socket?.end())
  else res.setHeader('Connection', 'close')
}

/** Resolves when the signal aborts or the time is over. */
export async function waitOrAbort(timeoutMs: number, signal: AbortSignal): Promise<void> {
  await sleep(timeoutMs, undefined, { signal }).catch(() => {})
}
