// Collections that the sequencer leaves alone, because their tables are not what they were when replication was installed.
import type { CollectionConfiguration } from '../configuration/collections.ts'
import type { ReplicationTables } from '../dialect/replication-tables.ts'
import { SchemaChangedError } from './schema-changed-error.ts'
import type { SequencingContext } from './sequencing-context.ts'

export interface SchemaChange {
  readonly collection: string
  /** Null when the collection goes on: its table was installed anew, or is as it was. */
  readonly reason: string | null
}

const LOOK_EVERY_MS = 1_000

export class StandingCollections {
  readonly #context: SequencingContext
  readonly #collections: readonly CollectionConfiguration[]
  readonly #onChange: (event: SchemaChange) => void
  /** Why each of them stands, by name. */
  readonly #reasons = new Map<string, string>()
  #lookedAt = -Infinity

  constructor(
    context: SequencingContext,
    collections: readonly CollectionConfiguration[],
    onChange: (event: SchemaChange) => void,
  ) {
    this.#context = context
    this.#collections = collections
    this.#onChange = onChange
  }

  has(name: string): boolean {
    return this.#reasons.has(name)
  }

  /** Something failed: looks whether a changed table is why, and makes its collection stand. */
  async findMore(): Promise<boolean> {
    const before = this.#reasons.size
    for (const collection of this.#collections) await this.#look(collection)
    return this.#reasons.size > before
  }

  /** Lets those go on whose tables are right by now. */
  async lookAgain(): Promise<void> {
    if (this.#reasons.size === 0 || performance.now() - this.#lookedAt < LOOK_EVERY_MS) return
    this.#lookedAt = performance.now()
    for (const collection of this.#collections.filter(({ name }) => this.has(name))) await this.#look(collection)
  }

  async #look(collection: CollectionConfiguration): Promise<void> {
    const reason = await this.#reasonToStand(collection)
    const known = this.#reasons.get(collection.name) ?? null
    if (reason === known) return
    if (reason === null) this.#reasons.delete(collection.name)
    else this.#reasons.set(collection.name, reason)
    this.#onChange({ collection: collection.name, reason })
  }

  async #reasonToStand(collection: CollectionConfiguration): Promise<string | null> {
    const { schema, database } = this.#context
    try {
      await schema.examine(database.kysely.withTables<ReplicationTables>(), collection)
      return null
    } catch (error) {
      if (error instanceof SchemaChangedError) return error.message
      throw error
    }
  }
}
