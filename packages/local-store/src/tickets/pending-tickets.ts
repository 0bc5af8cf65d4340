import type { MinorUnits } from '@barra/domain'

/** What waits to be pushed: sales, and the voiding of sales that the main database may have. */
export interface PendingTickets {
  readonly count: number
  /** Of the sales. */
  readonly amount: MinorUnits
  /** `ticket_date` of the oldest, ISO 8601 with offset. */
  readonly oldestAt: string | null
  /** Those among them that the main database had and, restored, no longer has. */
  readonly lostByServer: number
  /** Those among them that are to be voided there. */
  readonly voids: number
}
