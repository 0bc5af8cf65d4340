import type { MinorUnits } from '@barra/domain'

/** What waits to be pushed. */
export interface PendingTickets {
  readonly count: number
  readonly amount: MinorUnits
  /** `ticket_date` of the oldest, ISO 8601 with offset. */
  readonly oldestAt: string | null
  /** Those among them that the main database had and, restored, no longer has. */
  readonly lostByServer: number
}
