// When the terminal starts to worry. Everything that turns amber or red asks here.
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

export const thresholds = {
  /** More pending tickets than this is red. */
  pendingTickets: 10,
  /** No successful pull for longer than this warns. */
  dataAgeMs: { products: 60 * MINUTE_MS, visits: 60 * MINUTE_MS, partners: 24 * HOUR_MS },
  /** Clocks further apart than this make times that mislead. */
  clockDifferenceMs: 60_000,
  /** Less free space than this is little for a night. */
  freeBytes: 100_000_000,
  /** This many failed pulls in a row is an error. */
  failuresInARow: 3,
} as const

export type Thresholds = typeof thresholds

export function tooManyPending(count: number): boolean {
  return count > thresholds.pendingTickets
}

/** @param aheadMs how far the terminal's clock is ahead of the server's */
export function isClockOff(aheadMs: number): boolean {
  return Math.abs(aheadMs) > thresholds.clockDifferenceMs
}
