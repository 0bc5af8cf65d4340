import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { voidingOf } from '../tickets/voiding.ts'

/** The id under which the main database must have something of a settled ticket: the sale or its cancellation. Null when it has neither. */
export function storedIdOf(ticket: StoredTicket): string | null {
  if (ticket.sync_status === 'SYNCED') return ticket.id
  const wasTakenBack = ticket.attempts.at(-1)?.outcome === 'taken_back'
  return wasTakenBack ? voidingOf(ticket).cancellation.id : null
}
