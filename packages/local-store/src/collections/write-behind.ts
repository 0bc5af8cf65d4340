/**
 * Writes the terminal's own notes one after another without anybody waiting for them. A note that cannot be written is
 * told to the console: it must never stop a sale or a pull.
 */
export class WriteBehind {
  #last: Promise<unknown> = Promise.resolve()
  #isClosed = false

  add(write: () => Promise<unknown>): void {
    if (this.#isClosed) return
    this.#last = this.#last.then(write).catch((error: unknown) => console.error('a note was not written', error))
  }

  /** Takes nothing more and resolves when everything taken is on disk. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#last
  }
}
