// A reader's copy of one collection, which takes pages only as the protocol promises them.
import { parseSeq, type Change, type ChangesPage, type ReplicatedDocument } from '@barra/replication-protocol'
import { hash32 } from './random.ts'

/** The changes that one reader was told, by seq: two readers must never be told two things with one seq. */
export class ToldChanges {
  #hashes = new Uint32Array(1 << 12)

  /** False when this seq said something else before. */
  note(seq: number, what: string): boolean {
    if (seq >= this.#hashes.length) {
      const longer = new Uint32Array(2 ** Math.ceil(Math.log2(seq + 1)))
      longer.set(this.#hashes)
      this.#hashes = longer
    }
    const hash = hash32(what)
    const before = this.#hashes[seq]
    this.#hashes[seq] = hash
    return before === 0 || before === hash
  }

  get hashes(): Uint32Array {
    return this.#hashes
  }
}

export class FeedCopy {
  readonly documents = new Map<string, ReplicatedDocument>()
  readonly #collection: string
  readonly #told: ToldChanges
  readonly #generations = new Map<string, number>()
  #position = 0
  /** The checkpoint: where the next page begins. */
  since: string | null = null

  constructor(collection: string, told: ToldChanges) {
    this.#collection = collection
    this.#told = told
  }

  /** Applies a page asked for with `since` and this limit; returns what is wrong with it. */
  apply({ results, last_seq, pending }: ChangesPage, limit: number): string[] {
    const wrong: string[] = []
    const complain = (text: string) => wrong.push(`${this.#collection} after ${this.since}: ${text}`)
    if (results.length > limit) complain(`${results.length} rows for a limit of ${limit}`)
    if (results.length < limit && pending !== 0) complain(`a page of ${results.length} of ${limit} rows, ${pending} pending`)
    const ids = new Set(results.map(({ id }) => id))
    if (ids.size < results.length) complain('a document twice in one page')

    for (const change of results) this.#take(change, complain)
    const end = results.at(-1)?.seq ?? this.since
    if (end !== null && last_seq !== end) complain(`last_seq is ${last_seq}, the last row's seq ${end}`)
    this.since = last_seq
    return wrong
  }

  #take({ seq, id, changes, deleted, doc }: Change, complain: (text: string) => void): void {
    const n = parseSeq(seq)?.n ?? NaN
    if (!(n > this.#position)) complain(`seq ${seq} of ${id} comes after ${this.#position}`)
    this.#position = n

    const rev = changes[0]?.rev ?? ''
    const generation = Number.parseInt(rev, 10)
    const before = this.#generations.get(id) ?? 0
    if (!(generation > before)) complain(`${id} comes with revision ${rev} after generation ${before}`)
    this.#generations.set(id, generation)
    if (!this.#told.note(n, `${this.#collection}/${id}/${rev}`)) complain(`seq ${seq} was told before, of another change`)

    if (doc?._id !== id || doc._rev !== rev || doc._deleted !== deleted) complain(`${id} comes with the document ${doc?._id}`)
    if (deleted) this.documents.delete(id)
    else this.documents.set(id, doc!)
  }
}
