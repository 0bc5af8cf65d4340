import type { Database } from '@barra/database'
import type { Kysely } from 'kysely'
import type { MainTables } from '../schema/main-tables.ts'
import { days, paymentMethods, prices, roles, states, users, visitTypes } from './lookup-rows.ts'
import { makeClub, type ClubOptions } from './make-club.ts'

const ROWS_PER_INSERT = 200

export interface SeededClub {
  /** Rows inserted, by table. */
  readonly counts: Readonly<Record<keyof MainTables, number>>
}

/**
 * Fills the club's empty tables in one transaction: all of it is there afterwards, or nothing.
 * @throws when rows with the same keys are there already.
 */
export async function seedClub(database: Database, options: ClubOptions): Promise<SeededClub> {
  const club = makeClub(options)
  const rowsByTable: Record<keyof MainTables, readonly object[]> = {
    States: states,
    Visits_Types: visitTypes,
    Days: days,
    Roles: roles,
    Payment_Methods: paymentMethods,
    Users: users,
    Prices: prices,
    Partners: club.partners,
    Products_Services: club.products,
    Visits: club.visits,
    Tickets: club.tickets,
    Ticket_Details: club.ticketDetails,
    Operations: club.operations,
  }
  const tables = Object.entries(rowsByTable) as [keyof MainTables, readonly object[]][]
  await database.kysely
    .withTables<MainTables>()
    .transaction()
    .execute(async (transaction) => {
      for (const [table, rows] of tables) await insertRows(transaction, table, rows)
    })
  return { counts: Object.fromEntries(tables.map(([table, rows]) => [table, rows.length])) as SeededClub['counts'] }
}

async function insertRows(kysely: Kysely<MainTables>, table: keyof MainTables, rows: readonly object[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    await kysely
      .insertInto(table)
      .values(rows.slice(start, start + ROWS_PER_INSERT))
      .execute()
  }
}
