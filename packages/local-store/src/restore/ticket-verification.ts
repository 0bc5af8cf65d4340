// After the main database was restored: asks which of the tickets, and of the cancellations, it once stored it still has. The others
// wait to be pushed again.
import type { RxDocument } from 'rxdb'
import { plain } from '../collections/plain.ts'
import type { TicketsCollection } from '../collections/tickets-collection.ts'
import type { EndpointClient } from '../server/endpoint-client.ts'
import { EndpointError } from '../server/endpoint-error.ts'
import { inTurn } from '../tabs/in-turn.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { lostByServer, voidLostByServer } from './lost-by-server.ts'
import { storedIdOf } from './stored-id.ts'

export interface TicketVerificationOptions {
  readonly tickets: TicketsCollection
  readonly client: Pick<EndpointClient, 'findStoredTickets'>
  /** The name of the turn that a push cycle takes, too. */
  readonly turn: string
  /** Tells which tickets are this server's: another club's database never had the others. */
  readonly ownership: () => Promise<(ticketId: string) => boolean>
  /** The present moment, ISO 8601 with offset. */
  readonly now: () => string
  readonly onLost: (ticket: StoredTicket) => void
}

/** The epoch under which every ticket that was stored or taken back was last found there, or made PENDING. It is kept beside the tickets. */
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
    const { tickets, client, ownership } = this.#options
    const isOwn = await ownership()
    for (let after = ''; ;) {
      const batch = await findSettled(tickets, after)
      if (batch.length === 0) break
      const asked = batch.flatMap((ticket) => {
        const id = isOwn(ticket.id) ? storedIdOf(plain(ticket)) : null
        return id === null ? [] : [{ ticket, id }]
      })
      const answer = await client.findStoredTickets(
        asked.map(({ id }) => id),
        this.#stop.signal,
      )
      if (answer.epoch !== epoch) return false
      await Promise.all(asked.filter(({ id }) => !answer.stored.has(id)).map(({ ticket }) => this.#markLost(ticket)))
      after = batch.at(-1)!.id
    }
    await tickets.database.upsertLocal<VerifiedEpoch>(NOTE, { epoch })
    return true
  }

  async #markLost(ticket: RxDocument<StoredTicket>): Promise<void> {
    const marked = await ticket.incrementalModify((data) => {
      const now = this.#options.now()
      if (data.sync_status === 'SYNCED') return lostByServer(data, now)
      return data.sync_status === 'VOIDED' ? voidLostByServer(data, now) : data
    })
    this.#options.onLost(plain(marked))
  }
}

function findSettled(tickets: TicketsCollection, after: string): Promise<RxDocument<StoredTicket>[]> {
  const selector = { sync_status: { $in: ['SYNCED' as const, 'VOIDED' as const] }, id: { $gt: after } }
  return tickets.find({ selector, sort: [{ id: 'asc' }], limit: BATCH_SIZE }).exec()
}
