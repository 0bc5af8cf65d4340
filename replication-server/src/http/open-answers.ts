import { setTimeout as sleep } from 'node:timers/promises'
import type { Response } from 'express'

/** Answers that wait for something to happen, so that they can all be ended when the endpoint stops. */
export class OpenAnswers {
  readonly #waiting = new Set<AbortController>()
  #isStopping = false

  /** A signal that aborts when the client went away or the endpoint stops. */
  track(res: Response): AbortSignal {
    const controller = new AbortController()
    if (this.#isStopping || res.closed) {
      controller.abort()
      return controller.signal
    }
    this.#waiting.add(controller)
    res.once('close', () => {
      this.#waiting.delete(controller)
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
    for (const controller of this.#waiting) controller.abort()
  }
}

/** Resolves when the signal aborts or the time is over. */
export async function waitOrAbort(timeoutMs: number, signal: AbortSignal): Promise<void> {
  await sleep(timeoutMs, undefined, { signal }).catch(() => {})
}
