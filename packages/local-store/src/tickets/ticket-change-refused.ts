/** What somebody decided about a ticket cannot be done; the ticket is as it was. */
export class TicketChangeRefused extends Error {
  readonly code: TicketChangeRefusal

  constructor(code: TicketChangeRefusal, message: string) {
    super(message)
    this.name = 'TicketChangeRefused'
    this.code = code
  }
}

export type TicketChangeRefusal =
  | 'no_reason'
  | 'ticket_not_found'
  /** The ticket is no longer in a state in which this can be decided. */
  | 'not_possible_now'
  | 'visit_not_found'
  | 'visit_closed'
  | 'wrong_bracelet'
  | 'storage'
