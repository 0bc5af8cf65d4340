// Stores one ticket inside the batch's transaction, or says why the main system must not have it.
import { isCancellation, parseMoney, type Ticket } from '@barra/domain'
import { isMissingReference, isUnstorableValue } from '../database-errors.ts'
import type { BatchContext, Timed, TimedTicket } from './batch-context.ts'
import { takeBack } from './cancel-ticket.ts'
import {
  addToVisit,
  completeReceipt,
  decrementStock,
  insertReceipt,
  insertTicket,
  isTicketThere,
  lockVisit,
  readReceipt,
  type NewDetail,
} from './intake-database.ts'
import { judgeSale } from './judge-sale.ts'
import { inSavepoint } from './savepoint-database.ts'
import { refused, type Refusal, type TicketOutcome } from './ticket-outcome.ts'

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

  const details = isCancelling(pushed) ? await takeBack(context, pushed) : await sell(context, pushed as Timed<Ticket>)
  if ('kind' in details) return details
  try {
    return { kind: 'stored', receipt: await write(context, pushed, details) }
  } catch (error) {
    if (isMissingReference(error)) return refused('product_not_found', 'a product of the ticket was removed just now')
    if (!isUnstorableValue(error)) throw error
    return refused('invalid_ticket', `the main database cannot hold it: ${(error as Error).message}`)
  }
}

/** Null when the ticket itself is gone, in a table that was restored or emptied: then it is stored as if for the first time. */
async function answerAgain(
  trx: BatchContext['trx'],
  { id, hash, ticket, wallClock }: TimedTicket,
): Promise<TicketOutcome | null> {
  const receipt = await readReceipt(trx, id)
  if (receipt.content_hash === hash) {
    return (await isTicketThere(trx, receipt.id_ticket, ticket, wallClock)) ? { kind: 'duplicate', receipt } : null
  }
  return refused('id_reused', `a ticket with this id and other content is stored as ticket ${receipt.id_ticket}`)
}

function isCancelling(pushed: TimedTicket): pushed is Parameters<typeof takeBack>[1] {
  return isCancellation(pushed.ticket)
}

async function sell(context: BatchContext, pushed: Timed<Ticket>): Promise<Refusal | readonly NewDetail[]> {
  const visit = await lockVisit(context.trx, context.dialect, pushed.ticket.id_visit)
  const refusal = judgeSale(context, pushed, visit)
  if (refusal) return refusal
  return pushed.ticket.ticket_details.map(({ id_product_service, quantity, unit_price, state }) => ({
    id_product_service,
    quantity,
    unit_price,
    state,
    ref_id_ticket_detail: null,
  }))
}

async function write(
  { trx, now, isStockDecremented }: BatchContext,
  { id, ticket, wallClock }: TimedTicket,
  details: readonly NewDetail[],
): Promise<{ id_ticket: string; stored_at: number }> {
  const idTicket = await insertTicket(trx, ticket, wallClock, details)
  await addToVisit(trx, ticket.id_visit, parseMoney(ticket.ticket_amount))
  if (isStockDecremented) {
    for (const { id_product_service, quantity } of details) await decrementStock(trx, id_product_service, quantity)
  }
  const receipt = { id_ticket: idTicket, stored_at: now }
  await completeReceipt(trx, id, receipt)
  return receipt
}
