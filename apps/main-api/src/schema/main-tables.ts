// The tables of the club's existing system as kysely sees them. Names, spelling included, are the schema's own.
// Types, not interfaces: kysely's withTables() takes only what has an index signature.
import type { ColumnType, Generated } from 'kysely'

/** DECIMAL: text from MySQL ("1500.00"), a number from SQLite (1500); written as text or number in both. */
export type DecimalColumn = ColumnType<string | number | null, string | number | null | undefined, string | number | null>

/** DATE ('YYYY-MM-DD') and DATETIME ('YYYY-MM-DD HH:MM:SS') columns hold club wall-clock time without a zone. */
export type WallClockColumn = string | null

export type PartnersTable = {
  id_partner: Generated<number>
  alias: string | null
  partner_dni: string | null
  partner_name: string | null
  partner_birthdate: WallClockColumn
  partner_phone: string | null
  affiliate_dni: string | null
  affiliate_name: string | null
  affiliate_birthdate: WallClockColumn
  affiliate_phone: string | null
  id_visit_type_usualy: number | null
  partner_discharge_date: WallClockColumn
  id_state: number | null
  observations: string | null
  suspension_reason: string | null
  expultion_reason: string | null
  santion_date: WallClockColumn
}

export type ProductsServicesTable = {
  id_product_service: Generated<number>
  description: string | null
  /** Stock that nobody enforces: NULL and negative are for sale, only 0 is not. */
  available: number | null
  long_description: string | null
  price: DecimalColumn
  url_image: string | null
  /** 0 or 1. */
  featured: number | null
}

export type VisitsTable = {
  id_visit: Generated<number>
  id_partner: number | null
  /** The business day, which rolls over at 08:00. */
  visit_date: WallClockColumn
  id_state: number | null
  id_visit_type: number | null
  other_visit_obs: string | null
  entry_visit_obs: string | null
  exit_visit_obs: string | null
  entry_amount_paid: DecimalColumn
  visit_amount_consumed: DecimalColumn
  exit_amount_payed: DecimalColumn
  extra_entry: DecimalColumn
  extra_exit: DecimalColumn
  had_to_paid: DecimalColumn
  hour_entry: WallClockColumn
  /** NULL while the visit is open; that alone decides who is inside. */
  hour_exit: WallClockColumn
  /** The partner's. */
  id_bracelet_1: string | null
  /** The affiliate's; NULL or '' if none. */
  id_bracelet_2: string | null
  last_visit: WallClockColumn
  id_day: number | null
  extra_entry_obs: string | null
  extra_exit_obs: string | null
}

export type TicketsTable = {
  id_ticket: Generated<number>
  id_visit: number | null
  id_bracelet: string | null
  observations: string | null
  ticket_date: WallClockColumn
  ticket_amount: DecimalColumn
}

export type TicketDetailsTable = {
  id_ticket_detail: Generated<number>
  id_ticket: number | null
  id_product_service: number | null
  nro_item: number | null
  quantity: number | null
  unit_price: DecimalColumn
  /** 0 or 1. */
  payed: number | null
  ref_id_ticket_detail: number | null
  /** 'NO PAGADO', 'PAGADO', 'ANULADO' or 'NC'. */
  state: string | null
}

export type OperationsTable = {
  id_operation: Generated<number>
  id_user: number | null
  id_operation_type: number | null
  /** JSON, written as text. */
  operation_metadata: string | null
  operation_log: string | null
  id_partner: number | null
  id_visit: number | null
  id_role: number | null
  operation_date: WallClockColumn
  operation_amount: DecimalColumn
  id_payment_method: number | null
  id_day: number | null
}

export type StatesTable = {
  id_state: Generated<number>
  description: string | null
}

export type VisitsTypesTable = {
  id_visit_type: Generated<number>
  description: string | null
}

/** 1 Sunday … 7 Saturday. */
export type DaysTable = {
  id_day: Generated<number>
  description: string | null
}

export type RolesTable = {
  id_role: Generated<number>
  description: string | null
}

export type UsersTable = {
  id_user: Generated<number>
  username: string | null
  /** Never the password itself: see login/password-hash.ts. */
  password: string | null
  full_name: string | null
  id_role: number | null
}

export type PaymentMethodsTable = {
  id_payment_method: Generated<number>
  description: string | null
}

/** What an entry costs by kind of visit. */
export type PricesTable = {
  id_price: Generated<number>
  description: string | null
  id_visit_type: number | null
  price: DecimalColumn
}

/** Use with `database.kysely.withTables<MainTables>()`. */
export type MainTables = {
  Partners: PartnersTable
  Products_Services: ProductsServicesTable
  Visits: VisitsTable
  Tickets: TicketsTable
  Ticket_Details: TicketDetailsTable
  Operations: OperationsTable
  States: StatesTable
  Visits_Types: VisitsTypesTable
  Days: DaysTable
  Roles: RolesTable
  Users: UsersTable
  Payment_Methods: PaymentMethodsTable
  Prices: PricesTable
}
