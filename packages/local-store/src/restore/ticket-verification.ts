// After the main database was restored: asks which of the tickets it once stored it still has. The others wait to be pushed again.
import type { RxDocument } from 'rxdb'
import { plain } from '../collections/plain.ts'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import type { EndpointClient } from '../server/endpoint-client.ts'
import { EndpointError } from '../server/endpoint-error.ts'
import { inTurn } from '../tabs/in-turn.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { lostByServer } from './lost-by-server.ts'

export interface TicketVerificationOptions {
  readonly tickets: TicketsCollection
  readonly client: Pick<EndpointClient, 'findStoredTickets'>
  /** The name of the turn that a push cycle takes, too. */
  readonly turn: string
  readonly onLost: (ticket: StoredTicket) => void
}

/** The epoch under which every SYNCED ticket was last found there, or made PENDING. It is kept beside the tickets. */
interface VerifiedEpoch {
  readonly epoch: string
}

const NOTE = 'verified-epoch'
const BATCH_SIZE = 200

export class TicketVerification {
  readonly #options: TicketVerificationOptions
  readonly #stop = new AbortController()
  #verified: string | undefined
  #isRunning = false
  #over: Promise<unknown> = Promise.resolve()

  constructor(options: TicketVerificationOptions) {
    this.#options = options
  }

  /** To be told the database's epoch after each pull: what could not be verified then is verified after a later one. */
  sawEpoch(epoch: string): void {
    const { signal } = this.#stop
    if (this.#isRunning || this.#verified === epoch || signal.aborted) return
    this.#isRunning = true
    inTurn(this.#options.turn, () => (this.#over = this.#verify(epoch)), signal)
      .catch((error: unknown) => {
        const isExpected = error instanceof EndpointError || signal.aborted
        if (!isExpected) console.error('the tickets were not verified', error)
      })
      .finally(() => (this.#isRunning = false))
  }

  /** Resolves when nothing is written any more. */
  async stop(): Promise<void> {
    this.#stop.abort()
    // Not the turn itself: another tab may be in it for long.
    await this.#over.catch(() => undefined)
  }

  async #verify(epoch: string): Promise<void> {
    if (this.#stop.signal.aborted) return
    const kept = await this.#options.tickets.database.getLocal<VerifiedEpoch>(NOTE)
    if (kept?.get('epoch') === epoch || (await this.#verifyAll(epoch))) this.#verified = epoch
  }

  /** Each ticket is written by itself, and the epoch only after all: a page that dies in between begins again. */
  async #verifyAll(epoch: string): Promise<boolean> {
    const { tickets, client } = this.#options
    for (let after = ''; ;) {
      const batch = await findSynced(tickets, after)
      if (batch.length === 0) break
      const ids = batch.map(({ id }) => id)
      const answer = await client.findStoredTickets(ids, this.#stop.signal)
      if (answer.epoch !== epoch) return false
      await Promise.all(batch.filter(({ id }) => !answer.stored.has(id)).map((ticket) => this.#markLost(ticket)))
      after = ids.at(-1)!
    }
    await tickets.database.upsertLocal<VerifiedEpoch>(NOTE, { epoch })
    return true
  }

  async #markLost(ticket: RxDocument<StoredTicket>): Promise<void> {
    const marked = await ticket.incrementalModify((data) => (data.sync_status === 'SYNCED' ? lostByServer(data) : data))
    this.#options.onLost(plain(marked))
  }
}

function findSynced(tickets: TicketsCollection, after: string): Promise<RxDocument<StoredTicket>[]> {
  const selector = { sync_status: 'SYNCED', id: { $gt: after } } as const
  return tickets.find({ selector, sort: [{ id: 'asc' }], limit: BATCH_SIZE }).exec()
}
