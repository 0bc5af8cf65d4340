// A ticket that was voided here and that the server charges all the same: another terminal had it, too, and handed it over.
import type { Visit } from '@barra/domain'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import { withAttempt } from '../push/apply-verdict.ts'
import { storedIdOf } from '../restore/stored-id.ts'
import type { StoredTicket } from './stored-ticket.ts'
import { isVoided, voidingOf } from './voiding.ts'

/** What a visit says of the tickets that its total includes. */
export type ChargingVisit = Pick<Visit, 'id_visit' | 'applied_tickets'>

/** The ticket with its voiding to be sent, for the visit on which it stands there; null where there is nothing new to tell. */
export function chargedAfterAll(ticket: StoredTicket, visit: ChargingVisit, at: string): StoredTicket | null {
  const { id_visit, applied_tickets } = visit
  if (!isVoided(ticket) || !applied_tickets.includes(ticket.id)) return null
  const isTakenBack = storedIdOf(ticket) !== null || applied_tickets.includes(voidingOf(ticket).cancellation.id)
  const isOnItsWay = ticket.sync_status === 'VOIDING' && ticket.id_visit === id_visit
  if (isTakenBack || isOnItsWay) return null
  const attempt = { at, outcome: 'stored_elsewhere', code: null, message: null } as const
  return withAttempt({ ...ticket, sync_status: 'VOIDING', id_visit }, attempt)
}

/** Looks through visits, as they come from the server, for such tickets. @param now the present moment, ISO 8601 with offset */
export async function noteCharged(
  tickets: TicketsCollection,
  visits: readonly ChargingVisit[],
  now: () => string,
): Promise<void> {
  const charging = new Map(visits.flatMap((visit) => visit.applied_tickets.map((id) => [id, visit] as const)))
  for (const ticket of await findVoided(tickets, [...charging.keys()].sort())) {
    const visit = charging.get(ticket.id)
    if (visit) await ticket.incrementalModify((data) => chargedAfterAll(data, visit, now()) ?? data)
  }
}

/** Those between the first and the last of the ids, which sort by time: what was voided in other years is not read. */
async function findVoided(tickets: TicketsCollection, ids: readonly string[]) {
  if (ids.length === 0) return []
  const id = { $gte: ids[0]!, $lte: ids.at(-1)! }
  const states = ['VOIDED', 'VOIDING'] as const
  const found = states.map((state) => tickets.find({ selector: { sync_status: { $eq: state }, id } }).exec())
  return (await Promise.all(found)).flat()
}
