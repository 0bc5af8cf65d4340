import type { Ticket, TicketSync } from '@barra/domain'
import type { PushAttempt, TicketChange } from './ticket-history.ts'

/** A ticket as this terminal keeps it: the sale, what became of it, and what only this terminal knows. */
export interface StoredTicket extends Ticket, TicketSync {
  /** UUIDv7; the ticket's identity everywhere. */
  readonly id: string
  /** What staff call it: "1-0264", terminal and running number. Not an identity. */
  readonly ticket_number: string
  /** The guest's name when it was sold; '' if unknown. */
  readonly guest_name: string
  /** Who sold it; null where nobody had said who it is. */
  readonly cashier: string | null
  readonly shift_id: string | null
  readonly attempts: readonly PushAttempt[]
  readonly changes: readonly TicketChange[]
}
