import { isLostByServer, type LoggedError, type StoredTicket } from '@barra/local-store'

/** One thing that happened to a ticket. `at` is ISO 8601, or null for what is still to come. */
export interface StoryEvent {
  readonly kind: 'sold' | 'soldOffline' | 'refused' | 'failed' | 'synced' | 'duplicate' | 'lost' | 'waiting'
  readonly at: string | null
  /** A failure's code, or the ticket's number in the main database. */
  readonly detail: string
}

/** What is known of a ticket, oldest first: its own fields tell the sale and the end, the terminal's log what was between. */
export function ticketStory(ticket: StoredTicket, log: readonly LoggedError[]): readonly StoryEvent[] {
  const sold: StoryEvent = { kind: ticket.created_offline ? 'soldOffline' : 'sold', at: ticket.ticket_date, detail: '' }
  const between = log
    .filter((error) => error.subject === ticket.ticket_number && error.kind in KINDS)
    .map((error): StoryEvent => ({
      kind: KINDS[error.kind] ?? 'failed',
      at: error.at,
      detail: error.code,
    }))
    .sort((a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? ''))
  return [sold, ...between, ...ending(ticket, between)]
}

/** The lines of the log that tell of one ticket. */
const KINDS: Partial<Record<LoggedError['kind'], StoryEvent['kind']>> = {
  ticket_refused: 'refused',
  push_failed: 'failed',
  ticket_lost: 'lost',
}

function ending(ticket: StoredTicket, between: readonly StoryEvent[]): StoryEvent[] {
  switch (ticket.sync_status) {
    case 'SYNCED':
      return [
        {
          kind: ticket.was_duplicate ? 'duplicate' : 'synced',
          at: ticket.synced_at,
          detail: ticket.remote_id_ticket ?? '',
        },
      ]
    case 'PENDING':
      return [...untoldLoss(ticket, between), { kind: 'waiting', at: null, detail: '' }]
    case 'ERROR':
      // The log is kept for a while only; the refusal itself must show for ever.
      return between.at(-1)?.kind === 'refused' ? [] : [{ kind: 'refused', at: null, detail: ticket.error_code ?? '' }]
  }
}

/** As with a refusal: the ticket itself tells it when the log no longer does. */
function untoldLoss(ticket: StoredTicket, between: readonly StoryEvent[]): StoryEvent[] {
  const isTold = between.some(({ kind }) => kind === 'lost')
  return isLostByServer(ticket) && !isTold ? [{ kind: 'lost', at: null, detail: '' }] : []
}
