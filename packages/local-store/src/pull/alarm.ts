/** How often a waiting alarm looks at the clock: a timer of hours stands still while the machine sleeps. */
const LOOK_EVERY_MS = 30_000

/** What a loop waits for between two rounds: that somebody rings, or that a time has passed by the clock on the wall. */
export class Alarm {
  #hasRung = false
  #wake: () => void = () => undefined

  /** Ends the wait under way, or the next one at once. */
  ring(): void {
    this.#hasRung = true
    this.#wake()
  }

  /** A clock that was set back counts as rung: nobody knows how much time has passed. */
  async wait(delayMs: number): Promise<void> {
    const from = Date.now()
    for (;;) {
      const passedMs = Date.now() - from
      if (this.#hasRung || passedMs < 0 || passedMs >= delayMs) break
      await this.#pause(Math.min(delayMs - passedMs, LOOK_EVERY_MS))
    }
    this.#hasRung = false
  }

  async #pause(ms: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined
    await new Promise<void>((resolve) => {
      this.#wake = resolve
      timer = setTimeout(resolve, ms)
    })
    clearTimeout(timer)
  }
}
