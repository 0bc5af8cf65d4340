import { createHash } from 'node:crypto'

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
export function revisionOf({ epoch, collection, docId, generation }: RevisionOf): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([epoch, collection, docId, generation]))
    .digest('hex')
  return `${generation}-${hash.slice(0, HASH_LENGTH)}`
}
