import { hash } from 'node:crypto'

const HASH_LENGTH = 32

export interface RevisionOf {
  readonly epoch: string
  readonly collection: string
  readonly docId: string
  /** 1 when the feed first tells of a document, one more for each change since. */
  readonly generation: number
}

/**
 * The revision "<N>-<32 lowercase hex>" of a document's Nth change. The hash says nothing of the content, so that a document's
 * whole ancestry N…1 can be told without storing any of it.
 */
export function revisionOf(of: RevisionOf): string {
  return `${of.generation}-${hashOf(of)}`
}

function hashOf({ epoch, collection, docId, generation }: RevisionOf): string {
  // In one call: a page holds thousands of them.
  return hash('sha256', JSON.stringify([epoch, collection, docId, generation])).slice(0, HASH_LENGTH)
}

/** The revisions of one document in one history of the database. */
export type RevisionsOf = Omit<RevisionOf, 'generation'>

/** Which change of the document a client means by a revision; null when the revision is not of this document in this history. */
export function generationOf(revision: string, of: RevisionsOf): number | null {
  const generation = Number(/^([1-9]\d{0,14})-/.exec(revision)?.[1] ?? NaN)
  return Number.isSafeInteger(generation) && revisionOf({ ...of, generation }) === revision ? generation : null
}

/** CouchDB's `_revisions`: where a document's ancestry begins, and the hashes of its revisions from there down. */
export interface Ancestry {
  readonly start: number
  readonly ids: readonly string[]
}

/** @param depth how many revisions are told at most, from the newest on */
export function ancestryOf({ generation, ...of }: RevisionOf, depth = Infinity): Ancestry {
  const length = Math.min(generation, depth)
  const ids = Array.from({ length }, (_, age) => hashOf({ ...of, generation: generation - age }))
  return { start: generation, ids }
}
