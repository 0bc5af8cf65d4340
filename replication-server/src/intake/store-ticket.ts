// Stores one ticket inside the batch's transaction, or says why the main system must not have it.
import type { DatabaseDialect } from '@barra/database'
import { formatMoney, MAX_MONEY, normalizeBracelet, parseMoney, sumOfDetails, wallClockToIso, type Ticket } from '@barra/domain'
import { isMissingReference, isUnstorableValue } from '../database-errors.ts'
import {
  addToVisit,
  completeReceipt,
  decrementStock,
  insertReceipt,
  insertTicket,
  isTicketThere,
  lockVisit,
  readReceipt,
  type TicketOnRecord,
} from './intake-database.ts'
import type { IntakeTransaction } from './intake-tables.ts'
import { inSavepoint } from './savepoint-database.ts'
import type { PushedTicket } from './ticket-document.ts'
import { refused, type Refusal, type TicketOutcome } from './ticket-outcome.ts'

/** What every ticket of a batch is judged by. */
export interface BatchContext {
  readonly trx: IntakeTransaction
  readonly dialect: DatabaseDialect
  /** The IANA zone of the club's wall clock. */
  readonly timeZone: string
  readonly terminal: string
  /** Epoch milliseconds. */
  readonly now: number
  readonly isStockDecremented: boolean
  readonly existingProducts: ReadonlySet<number>
  /** Tickets of the batch's moments that came by another road. */
  readonly foreignTickets: readonly TicketOnRecord[]
}

/** A ticket with its moment on the club's wall clock. */
export interface TimedTicket extends PushedTicket {
  readonly wallClock: string
}

/** A refusal leaves nothing behind. */
export function storeTicket(context: BatchContext, pushed: TimedTicket): Promise<TicketOutcome> {
  return inSavepoint(
    context.trx,
    () => storeOnce(context, pushed),
    (outcome) => outcome.kind !== 'refused',
  )
}

async function storeOnce(context: BatchContext, pushed: TimedTicket): Promise<TicketOutcome> {
  const { trx, terminal, now } = context
  const { id, hash, rev, ticket } = pushed
  const receipt = { ticket_id: id, content_hash: hash, pushed_rev: rev, id_visit: ticket.id_visit, terminal, stored_at: now }
  if (!(await insertReceipt(trx, receipt))) {
    const again = await answerAgain(trx, pushed)
    if (again) return again
  }

  const refusal = await judge(context, pushed)
  if (refusal) return refusal
  try {
    return { kind: 'stored', receipt: await write(context, pushed) }
  } catch (error) {
    if (isMissingReference(error)) return refused('product_not_found', 'a product of the ticket was removed just now')
    if (!isUnstorableValue(error)) throw error
    return refused('invalid_ticket', `the main database cannot hold it: ${(error as Error).message}`)
  }
}

/** Null when the ticket itself is gone, in a table that was restored or emptied: then it is stored as if for the first time. */
async function answerAgain(trx: IntakeTransaction, { id, hash, ticket, wallClock }: TimedTicket): Promise<TicketOutcome | null> {
  const receipt = await readReceipt(trx, id)
  if (receipt.content_hash === hash) {
    return (await isTicketThere(trx, receipt.id_ticket, ticket, wallClock)) ? { kind: 'duplicate', receipt } : null
  }
  return refused('id_reused', `a ticket with this id and other content is stored as ticket ${receipt.id_ticket}`)
}

async function judge(context: BatchContext, pushed: TimedTicket): Promise<Refusal | null> {
  const { trx, dialect, timeZone, existingProducts } = context
  const { ticket } = pushed
  const visit = await lockVisit(trx, dialect, ticket.id_visit)
  if (!visit) return refused('visit_not_found', `there is no visit ${ticket.id_visit}`)
  if (visit.hour_exit !== null) {
    return refused('visit_closed', `visit ${ticket.id_visit} closed at ${toIso(visit.hour_exit, timeZone)}`)
  }
  const missing = productsOf(ticket).filter((id) => !existingProducts.has(id))
  if (missing.length > 0) return refused('product_not_found', `there is no product ${missing.join(', ')}`)

  const amount = parseMoney(ticket.ticket_amount)
  const sum = sumOfDetails(ticket)
  if (sum !== amount) {
    return refused('amount_mismatch', `ticket_amount is ${ticket.ticket_amount} but the lines add up to ${decimal(sum)}`)
  }
  if (Math.abs(visit.consumed + amount) > MAX_MONEY) {
    return refused('invalid_ticket', `the total of visit ${ticket.id_visit} would be too large for the main database`)
  }
  const lookAlike = context.foreignTickets.find((other) => isLookAlike(other, pushed))
  return lookAlike ? refused('possible_duplicate', describeLookAlike(lookAlike, timeZone)) : null
}

async function write(
  { trx, now, isStockDecremented }: BatchContext,
  { id, ticket, wallClock }: TimedTicket,
): Promise<{ id_ticket: string; stored_at: number }> {
  const idTicket = await insertTicket(trx, ticket, wallClock)
  await addToVisit(trx, ticket.id_visit, parseMoney(ticket.ticket_amount))
  if (isStockDecremented) {
    for (const detail of ticket.ticket_details) await decrementStock(trx, detail.id_product_service, detail.quantity)
  }
  const receipt = { id_ticket: idTicket, stored_at: now }
  await completeReceipt(trx, id, receipt)
  return receipt
}

/** The products of a ticket, each once. */
export function productsOf(ticket: Ticket): number[] {
  return [...new Set(ticket.ticket_details.map((detail) => detail.id_product_service))]
}

function isLookAlike(other: TicketOnRecord, { ticket, wallClock }: TimedTicket): boolean {
  return other.ticket_date === wallClock && normalizeBracelet(other.id_bracelet) === normalizeBracelet(ticket.id_bracelet)
}

function describeLookAlike({ id_ticket, id_bracelet, ticket_date }: TicketOnRecord, timeZone: string): string {
  const moment = toIso(ticket_date, timeZone)
  return `ticket ${id_ticket} of bracelet ${id_bracelet.trimEnd()} at ${moment} is there already and was not pushed by a terminal`
}

/** Like the feed, with old data in mind: '0000-00-00 00:00:00' is no time, and must not fail a push. */
function toIso(wallClock: string, timeZone: string): string {
  try {
    return wallClockToIso(wallClock, timeZone)
  } catch {
    return wallClock
  }
}

function decimal(minor: number): string {
  return minor <= MAX_MONEY ? formatMoney(minor) : (minor / 100).toFixed(2)
}
