import type { TicketSync } from '@barra/domain'
import { isAccepted, type Verdict } from '@barra/replication-protocol'
import type { StoredTicket } from '../tickets/stored-ticket.ts'

/** The ticket's sync fields after the intake's verdict; the sale itself never changes. */
export function applyVerdict(ticket: StoredTicket, verdict: Verdict): StoredTicket {
  const sync: TicketSync = isAccepted(verdict)
    ? {
        sync_status: 'SYNCED',
        remote_id_ticket: verdict.remote_id_ticket,
        synced_at: verdict.synced_at,
        retry_count: ticket.retry_count,
        error_code: null,
        error_message: null,
        was_duplicate: verdict.duplicate === true,
      }
    : {
        sync_status: 'ERROR',
        remote_id_ticket: null,
        synced_at: null,
        retry_count: ticket.retry_count + 1,
        error_code: verdict.code,
        error_message: verdict.reason,
        was_duplicate: false,
      }
  return { ...ticket, ...sync }
}
