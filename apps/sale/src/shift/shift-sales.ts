import { parseMoney, salesTotals, type MinorUnits, type SalesTotals } from '@barra/domain'
import { isVoided, type ShiftClosing, type StoredTicket } from '@barra/local-store'

/** What was sold in one shift, or in none, and how it stands with the server. */
export interface ShiftSales {
  /** Oldest first, voided ones included. */
  readonly tickets: readonly StoredTicket[]
  /** The ids of those that the totals do not count. */
  readonly uncounted: ReadonlySet<string>
  /** Of what counts, without voided tickets: as they were when the shift was closed, or as they are now. */
  readonly totals: SalesTotals
  readonly pending: number
  readonly refused: number
  /** Not those voided after the closing. */
  readonly voided: number
  readonly later: LaterChanges
}

/** What became of a closed shift's tickets since; its totals do not follow. */
interface LaterChanges {
  readonly voided: { readonly tickets: number; readonly amount: MinorUnits }
  /** Of tickets whose voiding the server refused since, and of those that came into the shift. */
  readonly added: MinorUnits
}

/**
 * @param own the tickets of the shift
 * @param closing what it came to; undefined while it is open, and where that was not kept
 */
export function shiftSales(own: readonly StoredTicket[], closing?: ShiftClosing): ShiftSales {
  const now = salesTotals(own.filter((ticket) => !isVoided(ticket)))
  const voided = own.filter(isVoided)
  const voidedLater = closing ? voided.filter(({ id }) => !closing.voided.includes(id)) : []
  const amount = amountOf(voidedLater)
  const count = (...statuses: StoredTicket['sync_status'][]) =>
    own.filter(({ sync_status }) => statuses.includes(sync_status)).length
  return {
    tickets: own,
    uncounted: new Set(closing?.voided ?? voided.map(({ id }) => id)),
    totals: closing?.totals ?? now,
    pending: count('PENDING', 'VOIDING'),
    refused: count('ERROR'),
    voided: voided.length - voidedLater.length,
    later: {
      voided: { tickets: voidedLater.length, amount },
      added: closing ? now.amount + amount - closing.totals.amount : 0,
    },
  }
}

/** What the list of shifts says of one. */
export function shiftAmount(own: readonly StoredTicket[], closing?: ShiftClosing): MinorUnits {
  return closing?.totals.amount ?? amountOf(own.filter((ticket) => !isVoided(ticket)))
}

function amountOf(tickets: readonly StoredTicket[]): MinorUnits {
  return tickets.reduce((sum, { ticket_amount }) => sum + parseMoney(ticket_amount), 0)
}
