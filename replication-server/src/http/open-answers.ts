import { setTimeout as sleep } from 'node:timers/promises'
import type { Response } from 'express'

/** Answers under way, and those among them that wait for something to happen, so that all can be ended when the endpoint stops. */
export class OpenAnswers {
  readonly #underWay = new Set<Response>()
  readonly #waiting = new Map<Response, AbortController>()
  #isStopping = false

  /** Lets its connection go with it once the endpoint stops. */
  begin(res: Response): void {
    if (this.#isStopping) return closeConnectionAfter(res)
    this.#underWay.add(res)
    res.once('close', () => this.#underWay.delete(res))
  }

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

  start(): void {
    this.#isStopping = false
  }

  /** From here on nothing waits any more. */
  stop(): void {
    this.#isStopping = true
    for (const res of this.#underWay) closeConnectionAfter(res)
    for (const controller of this.#waiting.values()) controller.abort()
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
