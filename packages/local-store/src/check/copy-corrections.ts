/** How often this terminal's copy of a collection was found wrong and made right, since it was made. */
export interface CopyCorrections {
  readonly documents: number
  readonly ranges: number
}

export const noCorrections: CopyCorrections = { documents: 0, ranges: 0 }

/** What a terminal remembers about checking its copy of a collection. */
export interface CheckNote {
  /** The document with which the next range begins; null for the first. */
  readonly startkey: string | null
  /** When a range was last looked at, in epoch milliseconds. */
  readonly checkedAt: number
  readonly corrections: CopyCorrections
}
