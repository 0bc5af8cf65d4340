/** Work that goes on beside the requests from `start()` until its signal aborts. */
export class BackgroundWork {
  readonly #work: (signal: AbortSignal) => Promise<void>
  #running: { readonly stopping: AbortController; readonly ended: Promise<void> } | undefined

  /** @param work ends soon after the signal aborts, and never rejects */
  constructor(work: (signal: AbortSignal) => Promise<void>) {
    this.#work = work
  }

  /** Does nothing while it runs. */
  start(): void {
    if (this.#running) return
    const stopping = new AbortController()
    this.#running = { stopping, ended: this.#work(stopping.signal) }
  }

  /** Resolves when the work has ended. */
  async stop(): Promise<void> {
    const running = this.#running
    this.#running = undefined
    running?.stopping.abort()
    await running?.ended
  }
}
