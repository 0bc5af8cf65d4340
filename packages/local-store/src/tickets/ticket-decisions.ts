// What a person decides about one ticket: try again, charge another visit, void. Nothing is deleted: each decision is a new state of the
// ticket under the same id, with who, when and why; the next push cycle carries it.
import { braceletHolder, isOpen, newId, toZonedIso, type Guest } from '@barra/domain'
import { chargedAfterAll, type ChargingVisit } from './charged-after-all.ts'
import type { StoredTicket } from './stored-ticket.ts'
import type { TicketContext } from './ticket-context.ts'
import { TicketChangeRefused } from './ticket-change-refused.ts'
import type { TicketChange } from './ticket-history.ts'

/** Why, in the person's words, and who; null where nobody said who it is. */
export interface Decision {
  readonly reason: string
  readonly by: string | null
}

type Note = Pick<TicketChange, 'at' | 'by' | 'reason'>

/** Waits to be pushed as if it were new; what the attempts brought is in its history. */
const AGAIN = { sync_status: 'PENDING', error_code: null, error_message: null } as const

export interface TicketDecisionsContext extends TicketContext {
  /** Whether there is a file from which another terminal may have taken this one's tickets. */
  readonly hasSecondCopy: () => boolean
  /** The visit whose total includes the ticket, as the server last said; null where none does. */
  readonly findCharging: (ticketId: string) => Promise<ChargingVisit | null>
}

export class TicketDecisions {
  readonly #context: TicketDecisionsContext

  constructor(context: TicketDecisionsContext) {
    this.#context = context
  }

  async retry(id: string, decision: Decision): Promise<void> {
    const note = this.#note(decision)
    return this.#change(id, ['ERROR'], (ticket) => ({
      ...ticket,
      ...AGAIN,
      changes: [...ticket.changes, { kind: 'retried', ...note }],
    }))
  }

  async move(id: string, guest: Guest, decision: Decision): Promise<void> {
    const note = this.#note(decision)
    const visit = await fromDisk(this.#context.findVisit(guest.visit.id_visit))
    if (!visit) throw new TicketChangeRefused('visit_not_found', 'the visit is no longer on this terminal')
    if (!isOpen(visit)) throw new TicketChangeRefused('visit_closed', `the visit was closed at ${visit.hour_exit}`)
    if (!braceletHolder(visit, guest.bracelet)) {
      throw new TicketChangeRefused('wrong_bracelet', 'the visit has another bracelet now')
    }
    return this.#change(id, ['ERROR'], (ticket) => {
      const { id_visit, id_bracelet, guest_name } = ticket
      const from = { id_visit, id_bracelet, guest_name }
      return {
        ...ticket,
        ...AGAIN,
        id_visit: visit.id_visit,
        id_bracelet: guest.bracelet,
        guest_name: guest.name,
        changes: [...ticket.changes, { kind: 'moved', ...note, from }],
      }
    })
  }

  async void(id: string, decision: Decision): Promise<void> {
    const { isServerReachable, terminal, hasSecondCopy, findCharging } = this.#context
    const note = this.#note(decision)
    const cancellation = { id: newId({ after: id }), created_offline: !isServerReachable(), terminal }
    // Another terminal that has it, too, may have moved it and had it stored.
    const isHereAlone = (ticket: StoredTicket) => ticket.terminal === terminal && !hasSecondCopy()
    const charging = await fromDisk(findCharging(id))
    return this.#change(id, ['ERROR', 'PENDING', 'SYNCED'], (ticket) => {
      const voided: StoredTicket = {
        ...ticket,
        ...AGAIN,
        sync_status: wasNotTaken(ticket) && isHereAlone(ticket) ? 'VOIDED' : 'VOIDING',
        changes: [...ticket.changes, { kind: 'voided', ...note, cancellation }],
      }
      return (charging && chargedAfterAll(voided, charging, note.at)) ?? voided
    })
  }

  async #change(
    id: string,
    possibleFrom: readonly StoredTicket['sync_status'][],
    change: (ticket: StoredTicket) => StoredTicket,
  ): Promise<void> {
    const document = await fromDisk(this.#context.tickets.findOne(id).exec())
    if (!document) throw new TicketChangeRefused('ticket_not_found', 'the ticket is not on this terminal')
    // Asked where it is written: another tab or a verdict may have come first.
    const written = document.incrementalModify((ticket) => {
      if (possibleFrom.includes(ticket.sync_status)) return change(ticket)
      throw new TicketChangeRefused('not_possible_now', `the ticket is ${ticket.sync_status} by now`)
    })
    await fromDisk(written)
  }

  /** @throws TicketChangeRefused when no reason is given */
  #note({ reason, by }: Decision): Note {
    const words = reason.trim()
    if (words === '') throw new TicketChangeRefused('no_reason', 'a decision about a ticket needs a reason')
    const { now, timeZone } = this.#context
    return { at: toZonedIso(now(), timeZone), by, reason: words }
  }
}

/** What the disk read or wrote. @throws TicketChangeRefused when it did not */
async function fromDisk<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    if (error instanceof TicketChangeRefused) throw error
    throw new TicketChangeRefused('storage', error instanceof Error ? error.message : String(error))
  }
}

/** A refusal leaves nothing behind, so the main database has none of it from here; unless it was refused because it has that id. */
function wasNotTaken({ sync_status, error_code }: StoredTicket): boolean {
  return sync_status === 'ERROR' && error_code !== 'id_reused'
}
