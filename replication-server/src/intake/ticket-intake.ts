// Takes pushed tickets into the main database, each exactly once, and answers each with a verdict.
import type { Database } from '@barra/database'
import { parseZonedIso, toWallClock } from '@barra/domain'
import type { PreflightVerdict, RefusedTicket, Verdict } from '@barra/replication-protocol'
import { runTransaction, tryInTransaction, type ReplicationTransaction } from '../dialect/transaction.ts'
import type { TimedTicket } from './batch-context.ts'
import { readForeignTickets, readProducts } from './intake-database.ts'
import type { IntakeTables } from './intake-tables.ts'
import { productsOf } from './judge-sale.ts'
import { findStored } from './stored-tickets-database.ts'
import { storeTicket } from './store-ticket.ts'
import { readTicketDocument, type PushedTicket } from './ticket-document.ts'
import { refusalVerdict, refused, toPreflightVerdict, toVerdict, type TicketOutcome } from './ticket-outcome.ts'

/** Whether a sale lowers `Products_Services.available`. */
export const STOCK_MODES = ['untouched', 'decrement'] as const
export type StockMode = (typeof STOCK_MODES)[number]

/** Tickets in one transaction: more would hold the locks of visits, and so stall the club's own sales, for too long. */
const TICKETS_PER_TRANSACTION = 100

/** In one that is rolled back: whoever only asks must hold those locks for less. */
const TICKETS_PER_TRIAL = 20

const TICKETS_PER_LOOK = 1_000

export interface TicketIntakeOptions {
  readonly database: Database
  /** The IANA zone of the club's wall clock. */
  readonly timeZone: string
  readonly stock: StockMode
  readonly clock: () => Date
  /** The revisions of tickets in this epoch of the database. */
  readonly readRevisions: () => Promise<(ticketId: string) => string>
}

export interface TicketIntake {
  /**
   * Stores each ticket or refuses it; repeating a push changes nothing.
   * @param docs as they came over the wire
   * @returns one verdict per document, in the same order
   * @throws the database's error when it is out of reach: whatever was stored is answered as a duplicate next time
   */
  acceptTickets(docs: readonly unknown[], origin: { readonly terminal: string }): Promise<Verdict[]>
  /**
   * What `acceptTickets` would say of each ticket now. It does the same work and takes it back: nothing is stored.
   * @throws the database's error when it is out of reach
   */
  tryTickets(docs: readonly unknown[], origin: { readonly terminal: string }): Promise<PreflightVerdict[]>
  /**
   * The revisions, by ticket id, in which tickets are stored just as they came: the one they were pushed with, and the one that
   * their verdict told. A ticket whose row is gone or was changed is not among them: pushed again, it is judged.
   */
  storedRevisions(ticketIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
}

interface Place {
  readonly index: number
  readonly pushed: TimedTicket
}

export function createTicketIntake(options: TicketIntakeOptions): TicketIntake {
  const { database, timeZone, readRevisions } = options

  async function acceptTickets(docs: readonly unknown[], { terminal }: { readonly terminal: string }): Promise<Verdict[]> {
    const revisionOf = await readRevisions()
    return judgeAll(docs, TICKETS_PER_TRANSACTION, {
      judge: (tickets) => runTransaction(database, (transaction) => storeBatch(options, transaction, tickets, terminal)),
      toVerdict: (id, outcome) => toVerdict(id, outcome, revisionOf(id), timeZone),
    })
  }

  function tryTickets(docs: readonly unknown[], { terminal }: { readonly terminal: string }): Promise<PreflightVerdict[]> {
    return judgeAll(docs, TICKETS_PER_TRIAL, {
      judge: (tickets) => tryInTransaction(database, (transaction) => storeBatch(options, transaction, tickets, terminal)),
      toVerdict: toPreflightVerdict,
    })
  }

  /** Reads the documents and has those that are tickets judged, so many at a time. The verdicts are in the documents' order. */
  async function judgeAll<AnyVerdict>(
    docs: readonly unknown[],
    batchSize: number,
    {
      judge,
      toVerdict,
    }: {
      readonly judge: (tickets: readonly TimedTicket[]) => Promise<readonly TicketOutcome[]>
      readonly toVerdict: (id: string, outcome: TicketOutcome) => AnyVerdict | RefusedTicket
    },
  ): Promise<(AnyVerdict | RefusedTicket)[]> {
    const verdicts = new Array<AnyVerdict | RefusedTicket>(docs.length)
    const places: Place[] = []
    docs.forEach((document, index) => {
      const reading = readTicketDocument(document)
      if (reading.kind === 'invalid') verdicts[index] = refusalVerdict(reading.id, refused('invalid_ticket', reading.reason))
      else places.push({ index, pushed: withWallClock(reading.pushed, timeZone) })
    })
    const inOrder = inLockOrder(places)
    for (let start = 0; start < inOrder.length; start += batchSize) {
      const batch = inOrder.slice(start, start + batchSize)
      const outcomes = await judge(batch.map(({ pushed }) => pushed))
      batch.forEach(({ index, pushed }, i) => (verdicts[index] = toVerdict(pushed.id, outcomes[i]!)))
    }
    return verdicts
  }

  async function storedRevisions(ticketIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const revisionOf = await readRevisions()
    const stored = new Map<string, readonly string[]>()
    for (let start = 0; start < ticketIds.length; start += TICKETS_PER_LOOK) {
      const receipts = await findStored(database, ticketIds.slice(start, start + TICKETS_PER_LOOK))
      for (const { ticket_id, pushed_rev } of receipts) {
        stored.set(ticket_id, pushed_rev === null ? [revisionOf(ticket_id)] : [pushed_rev, revisionOf(ticket_id)])
      }
    }
    return stored
  }

  return { acceptTickets, tryTickets, storedRevisions }
}

async function storeBatch(
  { database: { dialect }, timeZone, stock, clock }: TicketIntakeOptions,
  transaction: ReplicationTransaction,
  tickets: readonly TimedTicket[],
  terminal: string,
): Promise<TicketOutcome[]> {
  const isStockDecremented = stock === 'decrement'
  const trx = transaction.withTables<IntakeTables>()
  const foreignTickets = await readForeignTickets(trx, unique(tickets.map(({ wallClock }) => wallClock)))
  const products = unique(tickets.flatMap(({ ticket }) => productsOf(ticket)))
  const existingProducts = await readProducts(trx, dialect, products, isStockDecremented)
  const now = clock().getTime()
  const context = { trx, dialect, timeZone, terminal, now, isStockDecremented, existingProducts, foreignTickets }
  const outcomes: TicketOutcome[] = []
  for (const ticket of tickets) outcomes.push(await storeTicket(context, ticket))
  return outcomes
}

/**
 * By visit, so that two pushers lock the visits they share in the same order. An id that comes twice in a request keeps
 * its order: the first one is the ticket, whichever visits they name.
 */
function inLockOrder(places: readonly Place[]): Place[] {
  const seen = new Map<string, number>()
  const withTurn = places.map((place) => {
    const turn = seen.get(place.pushed.id) ?? 0
    seen.set(place.pushed.id, turn + 1)
    return { place, turn }
  })
  return withTurn
    .sort(
      (a, b) =>
        a.turn - b.turn || a.place.pushed.ticket.id_visit - b.place.pushed.ticket.id_visit || compareIds(a.place, b.place),
    )
    .map(({ place }) => place)
}

function compareIds(a: Place, b: Place): number {
  return a.pushed.id < b.pushed.id ? -1 : 1
}

function withWallClock(pushed: PushedTicket, timeZone: string): TimedTicket {
  return { ...pushed, wallClock: toWallClock(parseZonedIso(pushed.ticket.ticket_date)!, timeZone) }
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}
