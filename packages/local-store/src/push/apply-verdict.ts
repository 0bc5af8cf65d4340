import type { TicketSync } from '@barra/domain'
import { isAccepted, type PreflightVerdict, type RefusedTicket, type Verdict } from '@barra/replication-protocol'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import type { PushAttempt } from '../tickets/ticket-history.ts'

/** What the cycle's counters make of a ticket that got its verdict. */
export type Settled = 'sent' | 'duplicates' | 'refused'

const KEPT_ATTEMPTS = 50

/** The ticket after the intake's verdict about it, or about the voiding of it. */
export function applyVerdict(ticket: StoredTicket, verdict: Verdict, at: string): StoredTicket {
  return ticket.sync_status === 'VOIDING' ? applyToVoiding(ticket, verdict, at) : applyToSale(ticket, verdict, at)
}

/** The newest are kept: a server that is away for a night gets many. */
export function withAttempt(ticket: StoredTicket, attempt: PushAttempt): StoredTicket {
  return { ...ticket, attempts: [...ticket.attempts, attempt].slice(-KEPT_ATTEMPTS) }
}

/** @param ticket as it was sent */
export function settledAs(ticket: Pick<StoredTicket, 'sync_status'>, verdict: Verdict | PreflightVerdict): Settled {
  if (isAccepted(verdict)) return verdict.duplicate ? 'duplicates' : 'sent'
  return ticket.sync_status === 'VOIDING' && isNothingLeftToVoid(verdict) ? 'sent' : 'refused'
}

function applyToSale(ticket: StoredTicket, verdict: Verdict, at: string): StoredTicket {
  if (isAccepted(verdict)) {
    const sync: TicketSync = {
      sync_status: 'SYNCED',
      remote_id_ticket: verdict.remote_id_ticket,
      synced_at: verdict.synced_at,
      retry_count: ticket.retry_count,
      error_code: null,
      error_message: null,
      was_duplicate: verdict.duplicate === true,
    }
    const outcome = verdict.duplicate ? 'already_there' : 'stored'
    return withAttempt({ ...ticket, ...sync }, { at, outcome, code: null, message: null })
  }
  const sync: TicketSync = {
    sync_status: 'ERROR',
    remote_id_ticket: null,
    synced_at: null,
    retry_count: ticket.retry_count + 1,
    error_code: verdict.code,
    error_message: verdict.reason,
    was_duplicate: false,
  }
  return withAttempt({ ...ticket, ...sync }, refusal(verdict, at, 'refused'))
}

function applyToVoiding(ticket: StoredTicket, verdict: Verdict, at: string): StoredTicket {
  if (isAccepted(verdict)) {
    return withAttempt({ ...ticket, sync_status: 'VOIDED' }, { at, outcome: 'taken_back', code: null, message: null })
  }
  if (isNothingLeftToVoid(verdict)) {
    const outcome = verdict.code === 'original_not_found' ? 'never_stored' : 'taken_back'
    return withAttempt({ ...ticket, sync_status: 'VOIDED' }, refusal(verdict, at, outcome))
  }
  // It is still charged there. One whose own answer was lost asks for it again.
  const sync_status = ticket.remote_id_ticket === null ? 'PENDING' : 'SYNCED'
  return withAttempt({ ...ticket, sync_status }, refusal(verdict, at, 'void_refused'))
}

function isNothingLeftToVoid({ code }: RefusedTicket): boolean {
  return code === 'original_not_found' || code === 'already_cancelled'
}

function refusal({ code, reason }: RefusedTicket, at: string, outcome: PushAttempt['outcome']): PushAttempt {
  return { at, outcome, code, message: reason }
}
