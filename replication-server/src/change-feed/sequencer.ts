// Gives each committed change the next seq. Any number may run beside one database: they take turns on one row's lock.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@barra/database'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import { hasNotedChanges, sequenceExpired, sequenceNotedChanges, sequenceUntold } from './sequencer-database.ts'
import type { WindowClock } from './window.ts'

const SHORTEST_PAUSE_MS = 20
const LONGEST_PAUSE_MS = 200
const PAUSE_GROWTH = 1.5
const PAUSE_AFTER_FAULT_MS = 1000

export interface SequencerEvents {
  /** Something took a place in the feed. */
  onSequenced(): void
  /** The database failed; the sequencer goes on trying. */
  onFault(error: unknown): void
}

export class Sequencer {
  readonly #database: Database
  readonly #collections: readonly CollectionConfiguration[]
  readonly #firstDayOf: WindowClock
  readonly #events: SequencerEvents
  /** By collection, the first day of the window that was last made true. */
  readonly #sweptTo = new Map<string, string>()
  #running: { readonly stopping: AbortController; readonly ended: Promise<void> } | undefined

  constructor(
    database: Database,
    collections: readonly CollectionConfiguration[],
    firstDayOf: WindowClock,
    events: SequencerEvents,
  ) {
    this.#database = database
    this.#collections = collections
    this.#firstDayOf = firstDayOf
    this.#events = events
  }

  start(): void {
    if (this.#running) return
    const stopping = new AbortController()
    this.#running = { stopping, ended: this.#run(stopping.signal) }
  }

  /** Resolves when its last transaction has ended. */
  async stop(): Promise<void> {
    const running = this.#running
    this.#running = undefined
    running?.stopping.abort()
    await running?.ended
  }

  async #run(signal: AbortSignal): Promise<void> {
    let pauseMs = SHORTEST_PAUSE_MS
    while (!signal.aborted) {
      try {
        const hadWork = await this.#sequence(signal)
        pauseMs = hadWork ? SHORTEST_PAUSE_MS : Math.min(pauseMs * PAUSE_GROWTH, LONGEST_PAUSE_MS)
      } catch (error) {
        this.#events.onFault(error)
        pauseMs = PAUSE_AFTER_FAULT_MS
      }
      await sleep(pauseMs, undefined, { signal }).catch(() => {})
    }
  }

  /** Drains the outbox and moves the windows with the clock; tells whether there was anything to do. */
  async #sequence(signal: AbortSignal): Promise<boolean> {
    let hadWork = await this.#sweepWindows()
    while (!signal.aborted && (await hasNotedChanges(this.#database, this.#collections))) {
      hadWork = true
      await sequenceNotedChanges(this.#database, this.#collections, this.#firstDayOf)
      this.#events.onSequenced()
    }
    return hadWork
  }

  async #sweepWindows(): Promise<boolean> {
    let placed = 0
    for (const collection of this.#collections) {
      const firstDay = this.#firstDayOf(collection)
      if (firstDay === null || this.#sweptTo.get(collection.name) === firstDay) continue
      placed += await sequenceExpired(this.#database, collection, this.#firstDayOf)
      placed += await sequenceUntold(this.#database, collection, this.#firstDayOf)
      this.#sweptTo.set(collection.name, firstDay)
    }
    if (placed > 0) this.#events.onSequenced()
    return placed > 0
  }
}
