// What happened to a ticket after it was sold: kept with it, oldest first, and never pushed.

/**
 * What came of an attempt to hand over a sale (stored, already there, refused, no answer) or the voiding of one (taken back, refused, never
 * stored). Two are no attempts: `lost` is what a restored database did to an earlier one, `stored_elsewhere` that another terminal handed
 * over the sale that was voided here.
 */
type AttemptOutcome =
  | 'stored'
  | 'already_there'
  | 'refused'
  | 'no_answer'
  | 'taken_back'
  | 'void_refused'
  | 'never_stored'
  | 'lost'
  | 'stored_elsewhere'

/** One attempt to hand the ticket, or the voiding of it, to the main database. */
export interface PushAttempt {
  /** ISO 8601 with offset. */
  readonly at: string
  readonly outcome: AttemptOutcome
  /** A refusal code of the protocol, or why there was no answer; null when all went well. */
  readonly code: string | null
  readonly message: string | null
}

/** Whom a ticket was sold to before it was moved. */
interface TicketOrigin {
  readonly id_visit: number
  readonly id_bracelet: string
  readonly guest_name: string
}

/** What a person decided about a ticket, and why. `by` is a cashier's name, or null where nobody had said who it is. */
export type TicketChange = { readonly at: string; readonly by: string | null; readonly reason: string } & (
  | { readonly kind: 'retried' }
  | { readonly kind: 'moved'; readonly from: TicketOrigin }
  /** The cancellation is the second ticket that takes this one back, if the main database has it. */
  | { readonly kind: 'voided'; readonly cancellation: CancellationOrigin }
)

/** What a cancellation is made of beside the ticket that it takes back. */
interface CancellationOrigin {
  /** UUIDv7; made once, so that sending it again is recognised. */
  readonly id: string
  readonly created_offline: boolean
  readonly terminal: string
}

/** The history of a ticket that was just sold. */
export const noHistory: { readonly attempts: readonly PushAttempt[]; readonly changes: readonly TicketChange[] } = {
  attempts: [],
  changes: [],
}
