import { formatSeq, parseSeq } from '@barra/replication-protocol'

/** Seqs of one count of purges: enough for centuries of daily purges of a database with millions of changes a day. */
const SEQS_PER_PURGE = 100_000_000_000

/**
 * A seq as readers carry it: it also says how many purges of its collection's tombstones had happened. A reader whose seq is from before the last
 * one, and lies before a tombstone that was purged, may have missed that tombstone.
 */
export function wireSeq(seq: number, { epoch, purges }: { readonly epoch: string; readonly purges: number }): string {
  return formatSeq({ n: purges * SEQS_PER_PURGE + seq, epoch })
}

export interface WirePosition {
  readonly seq: number
  readonly purges: number
  readonly epoch: string
}

/** @throws RangeError when the text is no seq */
export function parseWireSeq(text: string): WirePosition {
  const parsed = parseSeq(text)
  if (!parsed) throw new RangeError(`not a seq: ${JSON.stringify(text)}`)
  const { n, epoch } = parsed
  return { seq: n % SEQS_PER_PURGE, purges: Math.floor(n / SEQS_PER_PURGE), epoch }
}

/** Whether one seq comes after another in the same history. */
export function isAfter(seq: string, other: string): boolean {
  return parseWireSeq(seq).seq > parseWireSeq(other).seq
}
