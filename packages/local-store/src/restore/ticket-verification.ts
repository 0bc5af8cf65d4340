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

/** The states of tickets that the database stored or took back. */
const SETTLED = ['SYNCED', 'VOIDED'] as const
type Settled = (typeof SETTLED)[number]

export class TicketVerification {
  readonly #options: TicketVerificationOptions
  readonly #stop = new AbortController()
  #verified: string | undefined
  /** What the newest pull told, until it is taken up. */
  #seen: string | undefined
  #working: Promise<void> | undefined

  constructor(options: TicketVerificationOptions) {
    this.#options = options
  }

  /** To be told the database's epoch after each pull: what could not be verified until then is verified now. */
  sawEpoch(epoch: string): void {
    if (this.#verified === epoch || this.#stop.signal.aborted) return
    this.#seen = epoch
    this.#working ??= this.#work()
  }

  /** Resolves when nothing is written any more. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#working
  }

  /** What is told during a verification is taken up after it: the answers may be of before. Never rejects. */
  async #work(): Promise<void> {
    const { signal } = this.#stop
    while (this.#seen !== undefined && !signal.aborted) {
      const epoch = this.#seen
      this.#seen = undefined
      if (this.#verified === epoch) continue
      await this.#verify(epoch).catch((error: unknown) => {
        const isExpected = error instanceof EndpointError || signal.aborted
        if (!isExpected) console.error('the tickets were not verified', error)
      })
    }
    // At once, not when the promise is seen to be over: news in between would wait for the next.
    this.#working = undefined
  }

  async #verify(epoch: string): Promise<void> {
    const { database } = this.#options.tickets
    const kept = await database.getLocal<VerifiedEpoch>(NOTE)
    if (kept?.get('epoch') !== epoch) {
      // The epoch only after all tickets: a page that dies in between begins again.
      if (!(await this.#verifyAll(epoch))) return
      await database.upsertLocal<VerifiedEpoch>(NOTE, { epoch })
    }
    this.#verified = epoch
  }

  /** @returns false when the answers are of another history by now */
  async #verifyAll(epoch: string): Promise<boolean> {
    const { turn, ownership } = this.#options
    const isOwn = await ownership()
    for (const state of SETTLED) {
      for (let after: string | null = ''; after !== null;) {
        const from: string = after
        // Turn by turn, so that a push need not wait for a year's tickets.
        const batch = await inTurn(turn, () => this.#verifyBatch(state, from, { epoch, isOwn }), this.#stop.signal)
        if (batch === 'other_epoch') return false
        after = batch.last
      }
    }
    return true
  }

  /** Verifies the tickets of a state that follow the id `after`. `last` is the last one's id, null when there was none. */
  async #verifyBatch(
    state: Settled,
    after: string,
    { epoch, isOwn }: { readonly epoch: string; readonly isOwn: (ticketId: string) => boolean },
  ): Promise<{ readonly last: string | null } | 'other_epoch'> {
    const batch = await findSettled(this.#options.tickets, state, after)
    const asked = batch.flatMap((ticket) => {
      const id = isOwn(ticket.id) ? storedIdOf(plain(ticket)) : null
      return id === null ? [] : [{ ticket, id }]
    })
    if (asked.length > 0) {
      const ids = asked.map(({ id }) => id)
      const answer = await this.#options.client.findStoredTickets(ids, this.#stop.signal)
      if (answer.epoch !== epoch) return 'other_epoch'
      await Promise.all(asked.filter(({ id }) => !answer.stored.has(id)).map(({ ticket }) => this.#markLost(ticket)))
    }
    return { last: batch.at(-1)?.id ?? null }
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

/** By the state's own index: asked for both states at once, RxDB would read all of them for each batch. */
function findSettled(tickets: TicketsCollection, state: Settled, after: string): Promise<RxDocument<StoredTicket>[]> {
  const selector = { sync_status: { $eq: state }, id: { $gt: after } }
  return tickets.find({ selector, sort: [{ id: 'asc' }], limit: BATCH_SIZE }).exec()
}
