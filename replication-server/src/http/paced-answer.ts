import type { Response } from 'express'

/** An answer that is written no faster than its client takes it, so that the rest of it need not be held here. */
export class PacedAnswer {
  readonly #res: Response
  #settle: ((isTaken: boolean) => void) | undefined

  constructor(res: Response) {
    this.#res = res
    // Once and for all: compression passes 'drain' listeners on and never takes one away.
    res.on('drain', () => this.#settle?.(true))
    res.on('close', () => this.#settle?.(false))
  }

  /** Resolves when more may be written; false when the client went away instead. */
  async write(piece: string): Promise<boolean> {
    if (this.#res.closed) return false
    if (this.#res.write(piece)) return true
    return new Promise((resolve) => (this.#settle = resolve))
  }
}
