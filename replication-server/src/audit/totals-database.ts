// A visit's total beside the tickets that it is the sum of. The main system writes the total as an absolute value it computed
// before, so two sales at once lose one; the tickets are the truth.
import type { Database } from '@barra/database'
import { formatMoney, type MinorUnits } from '@barra/domain'
import { sql, type RawBuilder } from 'kysely'
import { toMinorUnits } from '../dialect/money-value.ts'
import { rowLock } from '../dialect/row-lock.ts'
import { runTransaction, type ReplicationTransaction } from '../dialect/transaction.ts'

/** Few enough that no lock or long read stalls the club's own sales. */
const RANGE_SIZE = 200

/** A visit whose total is not the sum of its tickets. */
export interface DriftedTotal {
  readonly idVisit: number
  readonly isClosed: boolean
  /** As the visit says, and as its tickets add up to. */
  readonly total: MinorUnits
  readonly ticketsTotal: MinorUnits
}

interface TotalsRow {
  id_visit: number
  hour_exit: unknown
  total: string | number | null
  tickets_total: string | number | null
}

/** The drifted totals of visits since a day ('YYYY-MM-DD'), in the order of their ids; of all visits when it is null. */
export async function findDriftedTotals(database: Database, firstDay: string | null): Promise<readonly DriftedTotal[]> {
  const drifted: DriftedTotal[] = []
  for (let after = -1; ;) {
    const rows = await readTotals(
      database.kysely,
      sql`v.id_visit > ${after} AND ${firstDay === null ? sql`1 = 1` : sql`v.visit_date >= ${firstDay}`}`,
    )
    drifted.push(...rows.map(toTotals).filter(isDrifted))
    if (rows.length < RANGE_SIZE) return drifted
    after = rows.at(-1)!.id_visit
  }
}

/** Those of the totals that are still what they were: a sale of the main system writes its ticket first and the total after it. */
export async function confirmDriftedTotals(
  { kysely }: Database,
  drifted: readonly DriftedTotal[],
): Promise<readonly DriftedTotal[]> {
  const confirmed: DriftedTotal[] = []
  for (const before of drifted) {
    const [row] = await readTotals(kysely, sql`v.id_visit = ${before.idVisit}`)
    const now = row && toTotals(row)
    if (now && now.total === before.total && now.ticketsTotal === before.ticketsTotal) confirmed.push(now)
  }
  return confirmed
}

/**
 * Sets the visit's total to the sum of its tickets, unless it was closed meanwhile or is right by now. Returns whether it did.
 * The trigger notes it like any other change, so terminals learn of it.
 */
export function repairTotal(database: Database, idVisit: number): Promise<boolean> {
  return runTransaction(database, async (transaction) => {
    // The lock first: what the tickets add up to must be read by whoever may write it.
    await sql`SELECT id_visit FROM Visits WHERE id_visit = ${idVisit} ${rowLock(database.dialect)}`.execute(transaction)
    const [row] = await readTotals(transaction, sql`v.id_visit = ${idVisit}`)
    const now = row && toTotals(row)
    if (!now || now.isClosed || !isDrifted(now)) return false
    await sql`UPDATE Visits SET visit_amount_consumed = ${formatMoney(now.ticketsTotal)}
      WHERE id_visit = ${idVisit} AND hour_exit IS NULL`.execute(transaction)
    return true
  })
}

async function readTotals(
  kysely: Database['kysely'] | ReplicationTransaction,
  which: RawBuilder<unknown>,
): Promise<readonly TotalsRow[]> {
  const { rows } = await sql<TotalsRow>`
    SELECT v.id_visit, v.hour_exit, v.visit_amount_consumed AS total,
      (SELECT SUM(t.ticket_amount) FROM Tickets t WHERE t.id_visit = v.id_visit) AS tickets_total
    FROM Visits v WHERE ${which} ORDER BY v.id_visit LIMIT ${sql.lit(RANGE_SIZE)}
  `.execute(kysely)
  return rows
}

function toTotals({ id_visit, hour_exit, total, tickets_total }: TotalsRow): DriftedTotal {
  return {
    idVisit: id_visit,
    isClosed: hour_exit !== null,
    total: toMinorUnits(total),
    ticketsTotal: toMinorUnits(tickets_total),
  }
}

function isDrifted({ total, ticketsTotal }: DriftedTotal): boolean {
  return total !== ticketsTotal
}
