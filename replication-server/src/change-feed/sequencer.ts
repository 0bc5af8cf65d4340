// Gives each committed change the next seq. Any number may run beside one database: they take turns on one row's lock.
import { setTimeout as sleep } from 'node:timers/promises'
import { BackgroundWork } from '../background-work.ts'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import { peek, sequenceExpired, sequenceNotedChanges, sequenceUntold } from './sequencer-database.ts'
import type { HistoryGuard } from './history-guard.ts'
import type { SequenceState } from './sequence-database.ts'
import type { SequencingContext } from './sequencing-context.ts'
import { StandingCollections, type SchemaChange } from './standing-collections.ts'

const SHORTEST_PAUSE_MS = 20
const LONGEST_PAUSE_MS = 200
const PAUSE_GROWTH = 1.5
const PAUSE_AFTER_FAULT_MS = 1000

export interface SequencerEvents {
  /** Something took a place in the feed. */
  onSequenced(): void
  /** The table of a collection changed since the install, so that it stands still, or was installed anew. */
  onSchemaChange(event: SchemaChange): void
  /** The database failed; the sequencer goes on trying. */
  onFault(error: unknown): void
}

export class Sequencer {
  readonly #context: SequencingContext
  readonly #guard: HistoryGuard
  readonly #collections: readonly CollectionConfiguration[]
  readonly #standing: StandingCollections
  readonly #events: SequencerEvents
  /** By collection, the first day of the window that was last made true. */
  readonly #sweptTo = new Map<string, string>()
  #epoch: string | undefined
  readonly #work = new BackgroundWork((signal) => this.#run(signal))

  constructor(
    context: SequencingContext,
    guard: HistoryGuard,
    collections: readonly CollectionConfiguration[],
    events: SequencerEvents,
  ) {
    this.#context = context
    this.#guard = guard
    this.#collections = collections
    this.#standing = new StandingCollections(context, collections, (event) => events.onSchemaChange(event))
    this.#events = events
  }

  start(): void {
    this.#work.start()
  }

  /** Resolves when its last transaction has ended. */
  stop(): Promise<void> {
    return this.#work.stop()
  }

  async #run(signal: AbortSignal): Promise<void> {
    let pauseMs = SHORTEST_PAUSE_MS
    while (!signal.aborted) {
      try {
        const hadWork = await this.#sequence(signal)
        pauseMs = hadWork ? SHORTEST_PAUSE_MS : Math.min(pauseMs * PAUSE_GROWTH, LONGEST_PAUSE_MS)
      } catch (error) {
        const isExplained = await this.#standing.findMore().catch(() => false)
        if (!isExplained) this.#events.onFault(error)
        pauseMs = isExplained ? SHORTEST_PAUSE_MS : PAUSE_AFTER_FAULT_MS
      }
      await sleep(pauseMs, undefined, { signal }).catch(() => {})
    }
  }

  /** Drains the outbox and moves the windows with the clock; tells whether there was anything to do. */
  async #sequence(signal: AbortSignal): Promise<boolean> {
    await this.#standing.lookAgain()
    const collections = this.#collections.filter(({ name }) => !this.#standing.has(name))
    if (collections.length === 0) return false
    for (let hadWork = false; ; hadWork = true) {
      const { sequence, hasNotes } = await peek(this.#context.database, collections)
      // First of all: a database that was restored must not give seqs of its lost future a second time.
      this.#enter(await this.#guard.note(sequence))
      const hasSwept = await this.#sweepWindows(collections)
      if (!hasNotes || signal.aborted) return hadWork || hasSwept
      await sequenceNotedChanges(this.#context, collections)
      this.#events.onSequenced()
    }
  }

  /** What was swept of one history says nothing of another. */
  #enter({ epoch }: SequenceState): void {
    if (epoch !== this.#epoch) this.#sweptTo.clear()
    this.#epoch = epoch
  }

  async #sweepWindows(collections: readonly CollectionConfiguration[]): Promise<boolean> {
    let placed = 0
    for (const collection of collections) {
      const firstDay = this.#context.firstDayOf(collection)
      if (firstDay === null || this.#sweptTo.get(collection.name) === firstDay) continue
      placed += await sequenceExpired(this.#context, collection)
      placed += await sequenceUntold(this.#context, collection)
      this.#sweptTo.set(collection.name, firstDay)
    }
    if (placed > 0) this.#events.onSequenced()
    return placed > 0
  }
}
