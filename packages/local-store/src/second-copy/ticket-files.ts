// Tickets that leave this terminal in a file, and those that come in one.
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import { inTurn } from '../tabs/in-turn.ts'
import { TRAINING_URL } from '../training/training-mark.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { copyFileName, readCopy, type CopyHeader } from './copy-format.ts'
import { exportTickets, type ExportedTickets } from './export-tickets.ts'
import { importTickets, type ImportResult } from './import-tickets.ts'

/** What a file holds, before anything of it is taken. */
export interface TicketFile {
  readonly tickets: readonly StoredTicket[]
  /** The terminals that wrote it, as far as it says. */
  readonly terminals: readonly string[]
  /** The endpoint it was written for, if that is not this terminal's: another club's, or the same by another address. */
  readonly otherServer: string | null
  /** Numbers, from 1, of the lines that are torn, changed, or no ticket. */
  readonly badLines: readonly number[]
  /** It holds tickets of a training, or is read in one and holds sales: none of those are told, since practice and sales must never meet. */
  readonly isTraining: boolean
  /** A later version wrote it, and this one may understand only a part. */
  readonly isNewer: boolean
}

export interface TicketFilesDependencies {
  readonly tickets: TicketsCollection
  readonly header: () => CopyHeader
  /** The turn that a push cycle takes, too: what is being sent is not changed meanwhile. */
  readonly turn: string
}

export class TicketFiles {
  readonly #dependencies: TicketFilesDependencies

  constructor(dependencies: TicketFilesDependencies) {
    this.#dependencies = dependencies
  }

  exportPending(): Promise<ExportedTickets> {
    return exportTickets(this.#dependencies.tickets, this.#dependencies.header())
  }

  /** A name for the second copy's file that none has yet. */
  nameCopy(): string {
    return copyFileName(this.#dependencies.header(), 'copia')
  }

  read(text: string): TicketFile {
    const { server } = this.#dependencies.header()
    const isOwn = (header: CopyHeader) => (header.server === TRAINING_URL) === (server === TRAINING_URL)
    const { headers, tickets, badLines, leftOut, isNewer } = readCopy(text, isOwn)
    const otherServer = headers.find((header) => header.server !== '' && header.server !== server)?.server ?? null
    const terminals = [...new Set(headers.map(({ terminal }) => terminal))].filter((terminal) => terminal !== '')
    return { tickets, terminals, otherServer, badLines, isTraining: leftOut > 0, isNewer }
  }

  /** Whether it tells of tickets that this terminal does not have, and the server did not either when it was written. */
  async holdsUnknown({ tickets }: TicketFile): Promise<boolean> {
    const unsent = tickets.filter(({ sync_status }) => sync_status !== 'SYNCED').map(({ id }) => id)
    const here = await this.#dependencies.tickets.findByIds(unsent).exec()
    return unsent.some((id) => !here.has(id))
  }

  /** @throws StorageFailed when the disk refuses; importing once more goes on from there. */
  import({ tickets }: TicketFile): Promise<ImportResult> {
    return inTurn(this.#dependencies.turn, () => importTickets(this.#dependencies.tickets, tickets))
  }
}
