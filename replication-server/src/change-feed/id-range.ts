/** A range of documents by their ids, in the order of their bytes. */
export interface IdRange {
  /** Belongs to the range, if there is such a document. */
  readonly startkey: string
  /** Null for the end of the collection. */
  readonly endkey: string | null
  /** Whether `endkey` belongs to the range; it does unless told. */
  readonly isEndIncluded?: boolean
}

/** A place between ids, or at one of them, as both databases understand it. */
interface Bound {
  readonly docId: string
  readonly isIncluded: boolean
}

/** Ids are whole numbers, so none of their characters is below this one. */
const LOWEST_CHARACTER = '-'

export function lowerBound({ startkey }: IdRange): Bound {
  const { docId, isFollowed } = comparable(startkey)
  return { docId, isIncluded: !isFollowed }
}

export function upperBound({ endkey, isEndIncluded = true }: IdRange): Bound | null {
  if (endkey === null) return null
  const { docId, isFollowed } = comparable(endkey)
  return { docId, isIncluded: isFollowed || isEndIncluded }
}

/**
 * MySQL pads with spaces before it compares, so it would take '4 ' for '4' and '4\t' for less. A key from its first such
 * character on only says that it comes right after what it begins with.
 */
function comparable(key: string): { docId: string; isFollowed: boolean } {
  const end = [...key].findIndex((character) => character < LOWEST_CHARACTER)
  if (end === -1) return { docId: key, isFollowed: false }
  return { docId: [...key].slice(0, end).join(''), isFollowed: true }
}
