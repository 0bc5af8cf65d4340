import { isLostByServer, type PushAttempt, type StoredTicket, type TicketChange } from '@barra/local-store'

/** One thing that happened to a ticket. `at` is ISO 8601, or null for what is still to come or when it is not known. */
export interface StoryEvent {
  readonly kind: 'sold' | 'soldOffline' | PushAttempt['outcome'] | TicketChange['kind'] | 'waiting' | 'waitingVoid'
  readonly at: string | null
  /** A failure's code, the ticket's number in the main database, or whom it was sold to before it was moved. */
  readonly detail: string
  readonly by: string | null
  readonly reason: string
}

/** Everything that happened to a ticket, oldest first. */
export function ticketStory(ticket: StoredTicket): readonly StoryEvent[] {
  const between = [...ticket.changes.map(changed), ...ticket.attempts.map((attempt) => attempted(attempt, ticket))]
  // What is told first in one second is what a person did: it made the attempt possible.
  between.sort((a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? ''))
  return [sold(ticket), ...between, ...untold(ticket), ...stillToCome(ticket)]
}

const plain = { at: null, detail: '', by: null, reason: '' }

function sold({ created_offline, ticket_date, cashier }: StoredTicket): StoryEvent {
  return { ...plain, kind: created_offline ? 'soldOffline' : 'sold', at: ticket_date, by: cashier }
}

function changed(change: TicketChange): StoryEvent {
  const { kind, at, by, reason } = change
  const detail = kind === 'moved' ? `${change.from.guest_name} (${change.from.id_bracelet})`.trim() : ''
  return { kind, at, by, reason, detail }
}

function attempted({ outcome, at, code }: PushAttempt, { remote_id_ticket }: StoredTicket): StoryEvent {
  const isStored = outcome === 'stored' || outcome === 'already_there'
  return { ...plain, kind: outcome, at, detail: (isStored ? remote_id_ticket : code) ?? '' }
}

/** What an earlier version of this app did not write down as an attempt: the ticket's own fields tell how it ended. */
function untold(ticket: StoredTicket): StoryEvent[] {
  const isTold = (...outcomes: PushAttempt['outcome'][]) => ticket.attempts.some(({ outcome }) => outcomes.includes(outcome))
  if (ticket.sync_status === 'SYNCED' && !isTold('stored', 'already_there')) {
    const kind = ticket.was_duplicate ? 'already_there' : 'stored'
    return [{ ...plain, kind, at: ticket.synced_at, detail: ticket.remote_id_ticket ?? '' }]
  }
  if (ticket.sync_status === 'ERROR' && !isTold('refused'))
    return [{ ...plain, kind: 'refused', detail: ticket.error_code ?? '' }]
  return isLostByServer(ticket) && !isTold('lost') ? [{ ...plain, kind: 'lost' }] : []
}

function stillToCome({ sync_status }: StoredTicket): StoryEvent[] {
  if (sync_status === 'PENDING') return [{ ...plain, kind: 'waiting' }]
  return sync_status === 'VOIDING' ? [{ ...plain, kind: 'waitingVoid' }] : []
}
