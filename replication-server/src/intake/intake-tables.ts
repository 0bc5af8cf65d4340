// The columns of the club's tables that the intake reads and writes.
import type { ColumnType, Generated, Transaction } from 'kysely'
import type { ReplicationTables } from '../dialect/replication-tables.ts'

/** DECIMAL: text from MySQL, a number from SQLite; written as text. */
type Decimal = ColumnType<string | number | null, string, never>

export type IntakeTables = Pick<ReplicationTables, 'replication_tickets'> & {
  Visits: {
    id_visit: number
    hour_exit: string | null
    visit_amount_consumed: Decimal
  }
  Products_Services: {
    id_product_service: number
    available: number | null
  }
  Tickets: {
    id_ticket: Generated<number>
    id_visit: number | null
    id_bracelet: string | null
    observations: string | null
    ticket_date: string | null
    ticket_amount: Decimal
  }
  Ticket_Details: {
    id_ticket_detail: Generated<number>
    id_ticket: number
    id_product_service: number
    nro_item: number | null
    quantity: number
    unit_price: Decimal
    payed: number
    ref_id_ticket_detail: number | null
    state: string
  }
}

export type IntakeTransaction = Transaction<IntakeTables>
