// A position in the change feed. On the wire it is the opaque string "<n>-<epoch>".

/** A position in one epoch of the change feed. */
export interface Seq {
  readonly n: number
  /** The random word of this history of the database; renewed when it was restored or re-seeded. */
  readonly epoch: string
}

const SEQ_PATTERN = /^(\d{1,16})-([0-9a-z]{8,32})$/

export function formatSeq({ n, epoch }: Seq): string {
  return `${n}-${epoch}`
}

/** Reads a seq; null when the text is none. A bare 0, which stock clients send first, has no epoch and is not a Seq. */
export function parseSeq(text: string): Seq | null {
  const match = SEQ_PATTERN.exec(text)
  if (!match) return null
  const n = Number(match[1])
  return Number.isSafeInteger(n) ? { n, epoch: match[2]! } : null
}
