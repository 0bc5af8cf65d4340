import type { Visit } from '@barra/domain'
import type { TicketsCollection } from '../collections/tickets-collection.ts'

/** What selling a ticket and deciding about one both need to know of this terminal. */
export interface TicketContext {
  readonly tickets: TicketsCollection
  readonly terminal: string
  readonly timeZone: string
  readonly findVisit: (id_visit: number) => Promise<Visit | null>
  readonly isServerReachable: () => boolean
  /** The time that a ticket carries, or a decision. */
  readonly now: () => Date
}
