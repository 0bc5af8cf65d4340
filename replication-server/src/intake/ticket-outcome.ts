// What became of one ticket in the database, and how the wire says it.
import { toZonedIso } from '@barra/domain'
import type { PreflightVerdict, RefusalCode, RefusedTicket, Verdict } from '@barra/replication-protocol'

interface Receipt {
  readonly id_ticket: string
  /** Epoch milliseconds. */
  readonly stored_at: number
}

export interface Refusal {
  readonly kind: 'refused'
  readonly code: RefusalCode
  readonly reason: string
}

export type TicketOutcome =
  | { readonly kind: 'stored'; readonly receipt: Receipt }
  /** An earlier push had stored it. */
  | { readonly kind: 'duplicate'; readonly receipt: Receipt }
  | Refusal

export function refused(code: RefusalCode, reason: string): Refusal {
  return { kind: 'refused', code, reason }
}

export function refusalVerdict(id: string | null, { code, reason }: Refusal): RefusedTicket {
  return { id, error: 'forbidden', reason, code }
}

/** Of a ticket that was only tried: what it would be called there is not known. */
export function toPreflightVerdict(id: string, outcome: TicketOutcome): PreflightVerdict {
  if (outcome.kind === 'refused') return refusalVerdict(id, outcome)
  return outcome.kind === 'duplicate' ? { ok: true, id, duplicate: true } : { ok: true, id }
}

export function toVerdict(id: string, outcome: TicketOutcome, rev: string, timeZone: string): Verdict {
  if (outcome.kind === 'refused') return refusalVerdict(id, outcome)
  const { id_ticket, stored_at } = outcome.receipt
  const accepted = {
    ok: true,
    id,
    rev,
    remote_id_ticket: id_ticket,
    synced_at: toZonedIso(new Date(stored_at), timeZone),
  } as const
  return outcome.kind === 'duplicate' ? { ...accepted, duplicate: true } : accepted
}
