// One watcher for the whole process: however many terminals wait, the database is asked once.
import { setTimeout as sleep } from 'node:timers/promises'
import type { FeedPositions } from './feed-database.ts'
import type { SequenceState } from './sequence-database.ts'

const POLL_MS = 100
const PAUSE_AFTER_FAULT_MS = 1000

export interface FeedPositionReader {
  readSequence(): Promise<SequenceState>
  readPositions(): Promise<FeedPositions>
}

/** Called at the first look, and at each one that finds the feed somewhere else. */
export type PositionsListener = (positions: FeedPositions) => void

/** Watches the newest seqs while somebody listens. The sequencer that moves them may be another process's. */
export class FeedWatcher {
  readonly #reader: FeedPositionReader
  readonly #onFault: (error: unknown) => void
  readonly #listeners = new Set<PositionsListener>()
  #last: FeedPositions | undefined
  #watching: Promise<void> | undefined
  #pause = new AbortController()

  constructor(reader: FeedPositionReader, onFault: (error: unknown) => void) {
    this.#reader = reader
    this.#onFault = onFault
  }

  /** Returns how to stop listening. */
  listen(listener: PositionsListener): () => void {
    this.#listeners.add(listener)
    this.#watching ??= this.#watch()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.lookNow()
    }
  }

  /** Ends the pause before the next look. */
  lookNow(): void {
    this.#pause.abort()
  }

  /** Resolves when no statement of its own runs any more; all listeners are gone then. */
  async stop(): Promise<void> {
    this.#listeners.clear()
    this.lookNow()
    await this.#watching
  }

  async #watch(): Promise<void> {
    while (this.#listeners.size > 0) {
      this.#pause = new AbortController()
      let pauseMs = POLL_MS
      try {
        await this.#look()
      } catch (error) {
        this.#onFault(error)
        pauseMs = PAUSE_AFTER_FAULT_MS
      }
      await sleep(pauseMs, undefined, { signal: this.#pause.signal }).catch(() => {})
    }
    // At once, not when the promise settles: who listens in between must find the watcher gone and start it again.
    this.#watching = undefined
    // What happens while nobody listens is news to the next listener.
    this.#last = undefined
  }

  async #look(): Promise<void> {
    const last = this.#last
    const sequence = await this.#reader.readSequence()
    if (last && last.seq === sequence.seq && last.epoch === sequence.epoch) return

    const positions = await this.#reader.readPositions()
    this.#last = positions
    for (const listener of [...this.#listeners]) listener(positions)
  }
}
