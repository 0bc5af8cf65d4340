import { withAttempt } from '../push/apply-verdict.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'

/** The `error_code` of a ticket that the main database had stored and, restored, no longer has. */
const LOST_BY_SERVER = 'lost_by_server'

export function isLostByServer({ sync_status, error_code }: Pick<StoredTicket, 'sync_status' | 'error_code'>): boolean {
  return sync_status === 'PENDING' && error_code === LOST_BY_SERVER
}

/** The ticket as it waits to be pushed once more; which number it had there is all that is left of that. */
export function lostByServer(ticket: StoredTicket, at: string): StoredTicket {
  const message = `the restored database no longer has this ticket, which was its number ${ticket.remote_id_ticket}`
  const waiting: StoredTicket = {
    ...ticket,
    sync_status: 'PENDING',
    remote_id_ticket: null,
    synced_at: null,
    was_duplicate: false,
    error_code: LOST_BY_SERVER,
    error_message: message,
  }
  return withAttempt(waiting, { at, outcome: 'lost', code: LOST_BY_SERVER, message })
}

/** What took the ticket back is gone there: it waits to be taken back once more. */
export function voidLostByServer(ticket: StoredTicket, at: string): StoredTicket {
  const message = 'the restored database no longer has what took this ticket back'
  return withAttempt({ ...ticket, sync_status: 'VOIDING' }, { at, outcome: 'lost', code: LOST_BY_SERVER, message })
}
