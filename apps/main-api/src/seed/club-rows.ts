import type { Selectable } from 'kysely'
import type {
  OperationsTable,
  PartnersTable,
  ProductsServicesTable,
  TicketDetailsTable,
  TicketsTable,
  VisitsTable,
} from '../schema/main-tables.ts'

export type PartnerRow = Selectable<PartnersTable>
export type ProductRow = Selectable<ProductsServicesTable> & { readonly price: number }
export type VisitRow = Selectable<VisitsTable>
type TicketRow = Selectable<TicketsTable> & { readonly ticket_amount: number }
type TicketDetailRow = Selectable<TicketDetailsTable>
export type OperationRow = Selectable<OperationsTable>

/** Everything that happened, in the order in which it happened; a row's id is its place. Amounts are whole pesos. */
export interface ClubRows {
  readonly partners: PartnerRow[]
  readonly products: ProductRow[]
  readonly visits: VisitRow[]
  readonly tickets: TicketRow[]
  readonly ticketDetails: TicketDetailRow[]
  readonly operations: OperationRow[]
}
