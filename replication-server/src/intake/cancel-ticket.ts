// Takes a stored ticket back as the main system does: a second ticket with everything negative, each line pointing at the one it takes
// back, which stays and is marked. The marks, set under the visit's lock, make it happen once whoever asks.
import { formatMoney, parseMoney, TAKEN_BACK, UNPAID, CREDIT_NOTE, type Cancellation } from '@barra/domain'
import type { BatchContext, Timed } from './batch-context.ts'
import { lockOriginal, markTakenBack, type OriginalDetail, type OriginalTicket } from './cancellation-database.ts'
import { insertReceipt, lockVisit, type LockedVisit, type NewDetail } from './intake-database.ts'
import { refuseAmount, refuseVisit } from './judge-sale.ts'
import { refused, type Refusal } from './ticket-outcome.ts'

/** Marks the lines of the ticket that is taken back, and says what is to be written beside them, or why it cannot be. */
export async function takeBack(context: BatchContext, { ticket }: Timed<Cancellation>): Promise<Refusal | readonly NewDetail[]> {
  const { trx, dialect, timeZone } = context
  const visit = await lockVisit(trx, dialect, ticket.id_visit)
  const original = (await lockOriginal(trx, dialect, ticket.cancels)) ?? (await lockOnceWritten(context, ticket.cancels))
  if (!original) return refused('original_not_found', `no ticket ${ticket.cancels} is stored`)
  const refusal = judgeCancellation(ticket, original, visit, timeZone)
  if (refusal) return refusal
  await markTakenBack(trx, original.details)
  return original.details.map(({ id_ticket_detail, id_product_service, quantity, unit_price }) => ({
    id_product_service,
    quantity: -quantity,
    // Both negative, as the main system writes it; the ticket's amount is what counts.
    unit_price: formatMoney(-unit_price),
    state: CREDIT_NOTE,
    ref_id_ticket_detail: id_ticket_detail,
  }))
}

/**
 * The original once more, after whoever writes it at this moment: a push whose sender gave up waiting may still be under way. Trying
 * to write its receipt waits for that; what was written is undone with the refusal.
 */
async function lockOnceWritten({ trx, dialect, terminal, now }: BatchContext, id: string): Promise<OriginalTicket | null> {
  const probe = { ticket_id: id, content_hash: '', pushed_rev: null, id_visit: 0, terminal, stored_at: now }
  return (await insertReceipt(trx, probe)) ? null : lockOriginal(trx, dialect, id)
}

function judgeCancellation(
  ticket: Cancellation,
  { id_ticket, id_visit, details }: OriginalTicket,
  visit: LockedVisit | null,
  timeZone: string,
): Refusal | null {
  if (details.some(({ state }) => state === TAKEN_BACK)) {
    return refused('already_cancelled', `ticket ${id_ticket} was taken back before, in whole or in part`)
  }
  const unfit = refuseVisit(ticket.id_visit, visit, timeZone) ?? refuseAmount(ticket, visit)
  if (unfit) return unfit
  if (id_visit !== ticket.id_visit) return refused('cancellation_mismatch', `ticket ${id_ticket} is of visit ${id_visit}`)
  if (details.some(({ state }) => state !== UNPAID)) {
    return refused('cancellation_mismatch', `ticket ${id_ticket} has lines that are not ${UNPAID}`)
  }
  if (linesOf(ticket) !== linesTakenBack(details)) {
    return refused('cancellation_mismatch', `the lines are not those of ticket ${id_ticket}`)
  }
  return null
}

/** A ticket's lines as one text, in whatever order they came. */
function linesOf({ ticket_details }: Cancellation): string {
  return asText(ticket_details.map((detail) => ({ ...detail, unit_price: parseMoney(detail.unit_price) })))
}

function linesTakenBack(details: readonly OriginalDetail[]): string {
  return asText(details.map((detail) => ({ ...detail, quantity: -detail.quantity })))
}

function asText(lines: readonly Pick<OriginalDetail, 'id_product_service' | 'quantity' | 'unit_price'>[]): string {
  return lines
    .map(({ id_product_service, quantity, unit_price }) => `${id_product_service}:${quantity}:${unit_price}`)
    .sort()
    .join(' ')
}
