// Every statement of the intake. Callers hold the batch's transaction.
import { sql } from 'kysely'
import type { DatabaseDialect } from '@barra/database'
import { formatMoney, parseMoney, type Cancellation, type MinorUnits, type Ticket } from '@barra/domain'
import { isDuplicateKey } from '../database-errors.ts'
import { toMinorUnits } from '../dialect/money-value.ts'
import { rowLock } from '../dialect/row-lock.ts'
import type { IntakeTransaction } from './intake-tables.ts'

/**
 * How far back a look-alike is searched. `ticket_date` has no index, and one typed in by hand since the outage is among the
 * newest, so a push need not read years of tickets.
 */
const NEWEST_TICKETS_SEARCHED = 100_000

export interface StoredReceipt {
  readonly content_hash: string
  readonly id_ticket: string
  readonly stored_at: number
}

export interface NewReceipt {
  readonly ticket_id: string
  readonly content_hash: string
  readonly pushed_rev: string | null
  readonly id_visit: number
  readonly terminal: string
  readonly stored_at: number
}

/** Writes the receipt, whose unique key makes a push exactly-once. False when an earlier push wrote it, once that one has committed. */
export async function insertReceipt(trx: IntakeTransaction, receipt: NewReceipt): Promise<boolean> {
  try {
    await trx
      .insertInto('replication_tickets')
      .values({ ...receipt, id_ticket: null })
      .execute()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

export async function readReceipt(trx: IntakeTransaction, ticketId: string): Promise<StoredReceipt> {
  const row = await trx
    .selectFrom('replication_tickets')
    .select(['content_hash', 'id_ticket', 'stored_at'])
    .where('ticket_id', '=', ticketId)
    .executeTakeFirstOrThrow()
  return { content_hash: row.content_hash, id_ticket: String(row.id_ticket), stored_at: Number(row.stored_at) }
}

/**
 * Whether the row that a receipt names is still that ticket: a restored table may have lost it, and given its number to another.
 * What staff may have corrected since, its moment or its visit and amount, does not make it another.
 */
export async function isTicketThere(
  trx: IntakeTransaction,
  idTicket: string,
  { id_visit, ticket_amount }: Ticket | Cancellation,
  wallClock: string,
): Promise<boolean> {
  const row = await trx
    .selectFrom('Tickets')
    .select(['id_visit', 'ticket_date', 'ticket_amount'])
    .where('id_ticket', '=', sql<number>`${idTicket}`)
    .executeTakeFirst()
  if (!row) return false
  const isSameSale = row.id_visit === id_visit && toMinorUnits(row.ticket_amount) === parseMoney(ticket_amount)
  return row.ticket_date === wallClock || isSameSale
}

export async function completeReceipt(
  trx: IntakeTransaction,
  ticketId: string,
  { id_ticket, stored_at }: { readonly id_ticket: string; readonly stored_at: number },
): Promise<void> {
  await trx
    .updateTable('replication_tickets')
    .set({ id_ticket: sql<number>`${id_ticket}`, stored_at })
    .where('ticket_id', '=', ticketId)
    .execute()
}

export interface LockedVisit {
  /** Club wall-clock time; null while the visit is open. */
  readonly hour_exit: string | null
  readonly consumed: MinorUnits
}

/** Reads a visit and keeps others from changing it until the transaction ends; null when there is none. */
export async function lockVisit(trx: IntakeTransaction, dialect: DatabaseDialect, idVisit: number): Promise<LockedVisit | null> {
  const query = trx.selectFrom('Visits').select(['hour_exit', 'visit_amount_consumed']).where('id_visit', '=', idVisit)
  const row = await query.modifyEnd(rowLock(dialect)).executeTakeFirst()
  return row ? { hour_exit: row.hour_exit, consumed: toMinorUnits(row.visit_amount_consumed) } : null
}

/** Adds in SQL, exactly in both dialects: SQLite keeps NUMERIC as a float, so it is rounded after each addition. */
export async function addToVisit(trx: IntakeTransaction, idVisit: number, amount: MinorUnits): Promise<void> {
  await sql`
    UPDATE Visits
    SET visit_amount_consumed = ROUND(COALESCE(visit_amount_consumed, 0) + CAST(${formatMoney(amount)} AS DECIMAL(10,2)), 2)
    WHERE id_visit = ${idVisit}`.execute(trx)
}

/**
 * Which of these products exist. With `toDecrement` their rows stay locked, taken in one order by everyone, before any
 * visit's: two pushers that each held one product and wanted the other's would deadlock.
 */
export async function readProducts(
  trx: IntakeTransaction,
  dialect: DatabaseDialect,
  ids: readonly number[],
  toDecrement: boolean,
): Promise<ReadonlySet<number>> {
  const query = trx
    .selectFrom('Products_Services')
    .select('id_product_service')
    .where('id_product_service', 'in', ids)
    .orderBy('id_product_service')
  const rows = await (toDecrement ? query.modifyEnd(rowLock(dialect)) : query).execute()
  return new Set(rows.map((row) => row.id_product_service))
}

/** Lowers `available`; a product whose stock is not counted (NULL) stays so. */
export async function decrementStock(trx: IntakeTransaction, idProduct: number, quantity: number): Promise<void> {
  await trx
    .updateTable('Products_Services')
    .set((eb) => ({ available: eb('available', '-', quantity) }))
    .where('id_product_service', '=', idProduct)
    .where('available', 'is not', null)
    .execute()
}

export interface TicketOnRecord {
  readonly id_ticket: string
  readonly id_bracelet: string
  /** Club wall-clock time. */
  readonly ticket_date: string
}

/** Tickets of those moments that came by another road: no receipt of ours names them. */
export async function readForeignTickets(trx: IntakeTransaction, ticketDates: readonly string[]): Promise<TicketOnRecord[]> {
  const newest = await trx
    .selectFrom('Tickets')
    .select((eb) => eb.fn.max('id_ticket').as('id_ticket'))
    .executeTakeFirst()
  const tickets = await trx
    .selectFrom('Tickets')
    .select(['id_ticket', 'id_bracelet', 'ticket_date'])
    .where('id_ticket', '>', Number(newest?.id_ticket ?? 0) - NEWEST_TICKETS_SEARCHED)
    .where('ticket_date', 'in', ticketDates)
    .execute()
  if (tickets.length === 0) return []

  // Asked after the tickets, so that one that was committed in between is known by its receipt.
  const receipts = await trx
    .selectFrom('replication_tickets')
    .select('id_ticket')
    .where(
      'id_ticket',
      'in',
      tickets.map((ticket) => ticket.id_ticket),
    )
    .execute()
  const ours = new Set(receipts.map((receipt) => Number(receipt.id_ticket)))
  return tickets
    .filter((ticket) => !ours.has(Number(ticket.id_ticket)))
    .map(({ id_ticket, id_bracelet, ticket_date }) => ({
      id_ticket: String(id_ticket),
      id_bracelet: id_bracelet ?? '',
      ticket_date: ticket_date ?? '',
    }))
}

/** A line as the main system writes it. */
export interface NewDetail {
  readonly id_product_service: number
  readonly quantity: number
  readonly unit_price: string
  readonly state: string
  /** The detail that it takes back; null in a sale. */
  readonly ref_id_ticket_detail: number | null
}

/** Inserts the ticket and its lines as the main system does; returns its `id_ticket`. */
export async function insertTicket(
  trx: IntakeTransaction,
  ticket: Ticket | Cancellation,
  wallClock: string,
  details: readonly NewDetail[],
): Promise<string> {
  const { insertId } = await trx
    .insertInto('Tickets')
    .values({
      id_visit: ticket.id_visit,
      id_bracelet: ticket.id_bracelet,
      observations: ticket.observations,
      ticket_date: wallClock,
      ticket_amount: ticket.ticket_amount,
    })
    .executeTakeFirstOrThrow()
  if (insertId === undefined) throw new Error('the database named no id for a new ticket')
  await trx
    .insertInto('Ticket_Details')
    .values(details.map((detail) => ({ id_ticket: Number(insertId), nro_item: null, payed: 0, ...detail })))
    .execute()
  return String(insertId)
}
