import type { TicketsCollection } from '../collections/tickets-collection.ts'
import { plain } from '../collections/plain.ts'
import { findInStates, UNSETTLED } from '../tickets/ticket-states.ts'
import { copyFileName, headerLine, ticketLine, type CopyHeader } from './copy-format.ts'

/** A file to be handed to a person. */
export interface ExportedTickets {
  /** "barra-1-pendientes-20261125-0112.jsonl" */
  readonly fileName: string
  readonly text: string
  readonly count: number
}

/** Whatever the server does not have yet or refused, oldest first, as a file that any terminal imports. */
export async function exportTickets(collection: TicketsCollection, header: CopyHeader): Promise<ExportedTickets> {
  const found = await findInStates(collection, UNSETTLED)
  const text = headerLine(header) + found.map((ticket) => ticketLine(plain(ticket))).join('')
  return { fileName: copyFileName(header, 'pendientes'), text, count: found.length }
}
