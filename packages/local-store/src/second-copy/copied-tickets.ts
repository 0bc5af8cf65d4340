// One file and the tickets in it: writes down whatever state of a ticket the file does not tell yet.
import type { RxDocument } from 'rxdb'
import { plain } from '../collections/plain.ts'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { oldestFirst } from '../tickets/ticket-order.ts'
import { findInStates, UNSETTLED } from '../tickets/ticket-states.ts'
import type { CopyFile } from './copy-file.ts'
import { readCopy, stateSum, ticketLine } from './copy-format.ts'

/** Beyond this many characters a file loses the states of tickets that the server has: when it is opened, and after as many more. */
const COMPACT_ABOVE = 2_000_000

export class CopiedTickets {
  readonly file: CopyFile
  readonly #header: () => string
  /** The checksum of each ticket's last state in the file, as long as `#sign` is the file's. */
  #copied = new Map<string, string>()
  #sign: string | undefined
  #hasHeader = false
  #isEmpty = false
  #appended = 0
  /** The tickets whose state in the file may be an old one, beside those that are not settled on this terminal. */
  #followed: ReadonlySet<string> = new Set()
  /** The revision in which a ticket was last found in order, so that only what changed is looked at. */
  readonly #settled = new Map<string, string>()

  constructor(file: CopyFile, header: () => string) {
    this.file = file
    this.#header = header
  }

  /**
   * Writes what is missing, oldest first, and a header to a file that holds nothing; answers whether there was anything.
   * @throws when the file cannot be read or written; it is as it was then
   */
  async bringUpToDate(tickets: TicketsCollection): Promise<boolean> {
    if (this.#sign === undefined || this.#sign !== (await this.file.sign())) await this.#open(tickets)
    const unsettled = await findInStates(tickets, UNSETTLED)
    const ids = new Set(unsettled.map(({ id }) => id))
    const settledNow = await tickets.findByIds([...this.#followed].filter((id) => !ids.has(id))).exec()
    const changed = [...settledNow.values(), ...unsettled].filter((ticket) => this.#isChanged(ticket))
    const missing = changed.map(plain).filter((ticket) => this.#isMissing(ticket))
    // Whether a new file takes anything shows before the first sale.
    const hasNews = missing.length > 0 || this.#isEmpty
    if (hasNews) await this.#append(missing.toSorted(oldestFirst).map(ticketLine).join(''))
    for (const ticket of missing) this.#copied.set(ticket.id, stateSum(ticket))
    for (const { id, revision } of changed) this.#settled.set(id, revision)
    this.#followed = ids
    return hasNews
  }

  #isChanged({ id, revision }: RxDocument<StoredTicket>): boolean {
    return this.#settled.get(id) !== revision
  }

  /** A ticket that the server has needs no copy; only one whose copy says otherwise has to tell. */
  #isMissing(ticket: StoredTicket): boolean {
    const copied = this.#copied.get(ticket.id)
    if (copied === undefined && ticket.sync_status === 'SYNCED') return false
    return copied !== stateSum(ticket)
  }

  async #append(lines: string): Promise<void> {
    await this.file.append(this.#hasHeader ? lines : this.#header() + lines)
    this.#hasHeader = true
    this.#isEmpty = false
    this.#appended += lines.length
    this.#sign = this.#appended > COMPACT_ABOVE ? undefined : await this.file.sign()
  }

  /** Reads what is there: the file may be of an earlier day, of another tab, or of a terminal that lost its data. */
  async #open(tickets: TicketsCollection): Promise<void> {
    const whole = await this.file.read()
    const text = whole.length > COMPACT_ABOVE ? await this.#compact(whole, tickets) : whole
    this.#copied = new Map(readCopy(text).tickets.map((ticket) => [ticket.id, stateSum(ticket)]))
    this.#followed = new Set(this.#copied.keys())
    this.#settled.clear()
    this.#appended = 0
    this.#hasHeader = false
    this.#isEmpty = text === ''
    this.#sign = await this.file.sign()
  }

  /** Drops the lines of tickets that this terminal knows to be stored by the server; any other line stays, whoever wrote it. */
  async #compact(text: string, tickets: TicketsCollection): Promise<string> {
    const known = await tickets.findByIds(readCopy(text).tickets.map(({ id }) => id)).exec()
    const isKept = (line: string) => {
      const [ticket] = readCopy(line).tickets
      return !ticket || known.get(ticket.id)?.sync_status !== 'SYNCED'
    }
    const lines = text.split('\n')
    const kept = lines.filter(isKept)
    if (kept.length > lines.length / 2) return text
    await this.file.replace(kept.join('\n'))
    return kept.join('\n')
  }
}
