import type { CollectionConfiguration } from '../configuration/collections.ts'
import type { ReplicationTables } from '../dialect/replication-tables.ts'
import type { StockMode } from '../intake/ticket-intake.ts'

type Privilege = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE'

/** What an account may do with one table; `columns` where it may write only these. */
export interface TableGrant {
  readonly table: string
  readonly privilege: Privilege
  readonly columns?: readonly string[]
}

const OURS: Readonly<Record<keyof ReplicationTables, readonly Privilege[]>> = {
  replication_sequence: ['SELECT', 'UPDATE'],
  replication_docs: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  replication_purges: ['SELECT', 'INSERT', 'UPDATE'],
  replication_collections: ['SELECT'],
  replication_outbox: ['SELECT', 'INSERT', 'DELETE'],
  replication_tickets: ['SELECT', 'INSERT', 'UPDATE'],
  replication_terminals: ['SELECT', 'INSERT', 'UPDATE'],
  replication_local_docs: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
}

const READ_OF_DETAILS = ['id_ticket_detail', 'id_ticket', 'id_product_service', 'quantity', 'unit_price', 'state']

/** All that the account which serves needs, and nothing that it does not: no table of the club's can lose a row by it. */
export function servingGrants(collections: readonly CollectionConfiguration[], stock: StockMode): readonly TableGrant[] {
  const read = new Set([...collections.map(({ table }) => table), 'Visits', 'Products_Services', 'Tickets'])
  return [
    ...[...read].map((table): TableGrant => ({ table, privilege: 'SELECT' })),
    { table: 'Tickets', privilege: 'INSERT' },
    { table: 'Ticket_Details', privilege: 'INSERT' },
    // A cancellation reads the lines that it takes back, and marks them.
    { table: 'Ticket_Details', privilege: 'SELECT', columns: READ_OF_DETAILS },
    { table: 'Ticket_Details', privilege: 'UPDATE', columns: ['state'] },
    { table: 'Visits', privilege: 'UPDATE', columns: ['visit_amount_consumed'] },
    ...(stock === 'decrement'
      ? [{ table: 'Products_Services', privilege: 'UPDATE', columns: ['available'] } satisfies TableGrant]
      : []),
    ...Object.entries(OURS).flatMap(([table, privileges]) => privileges.map((privilege): TableGrant => ({ table, privilege }))),
  ]
}
