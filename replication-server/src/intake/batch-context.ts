import type { DatabaseDialect } from '@barra/database'
import type { Cancellation, Ticket } from '@barra/domain'
import type { TicketOnRecord } from './intake-database.ts'
import type { IntakeTransaction } from './intake-tables.ts'
import type { PushedTicket } from './ticket-document.ts'

/** What every ticket of a batch is judged by. */
export interface BatchContext {
  readonly trx: IntakeTransaction
  readonly dialect: DatabaseDialect
  /** The IANA zone of the club's wall clock. */
  readonly timeZone: string
  readonly terminal: string
  /** Epoch milliseconds. */
  readonly now: number
  readonly isStockDecremented: boolean
  readonly existingProducts: ReadonlySet<number>
  /** Tickets of the batch's moments that came by another road. */
  readonly foreignTickets: readonly TicketOnRecord[]
}

/** A pushed ticket with its moment on the club's wall clock. */
export type Timed<Kind extends Ticket | Cancellation> = PushedTicket & { readonly ticket: Kind; readonly wallClock: string }

export type TimedTicket = Timed<Ticket | Cancellation>
