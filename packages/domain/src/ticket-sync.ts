/** What became of a ticket's push. The terminal keeps these beside the ticket; they are never pushed. */
export interface TicketSync {
  sync_status: SyncStatus
  /** `id_ticket` in the main database; null until it is stored there. */
  remote_id_ticket: string | null
  /** When the main database stored it, ISO 8601 with offset. */
  synced_at: string | null
  /** Push attempts that ended without the ticket being stored. */
  retry_count: number
  /** A refusal code of the protocol, or the code of a failed attempt. */
  error_code: string | null
  error_message: string | null
  /** The main database already had it: an earlier push was stored but its answer was lost. */
  was_duplicate: boolean
}

/**
 * PENDING waits to be pushed, ERROR was refused. VOIDING was voided where the main database may have it, which the next cycle settles;
 * VOIDED is over, stored nowhere or taken back.
 */
export const SYNC_STATUSES = ['PENDING', 'SYNCED', 'ERROR', 'VOIDING', 'VOIDED'] as const
export type SyncStatus = (typeof SYNC_STATUSES)[number]

export const notYetPushed: TicketSync = {
  sync_status: 'PENDING',
  remote_id_ticket: null,
  synced_at: null,
  retry_count: 0,
  error_code: null,
  error_message: null,
  was_duplicate: false,
}
