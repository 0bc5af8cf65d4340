import type { Generated } from 'kysely'
import type { MainTables } from './main-tables.ts'

export interface ForeignKey {
  readonly references: keyof MainTables
  /** Nullable keys are set to NULL unless the schema says otherwise. */
  readonly onDelete: 'cascade' | 'set null' | 'restrict'
}

export interface TableDefinition<Key extends string = string, Column extends string = string> {
  readonly primaryKey: Key
  readonly keyType: 'INT' | 'BIGINT'
  /** Type of each other column, as MySQL spells it; SQLite takes the same words and derives its affinity from them. */
  readonly columns: Readonly<Record<Column, string>>
  readonly foreignKeys: { readonly [C in Column]?: ForeignKey }
}

/** Holds the definitions to the columns that kysely is told of, none missing and none too many. */
type Definitions = {
  readonly [T in keyof MainTables]: TableDefinition<
    KeyColumn<MainTables[T]>,
    Exclude<ColumnName<MainTables[T]>, KeyColumn<MainTables[T]>>
  >
}
type ColumnName<Table> = Extract<keyof Table, string>
type KeyColumn<Table> = { [C in ColumnName<Table>]: Table[C] extends Generated<number> ? C : never }[ColumnName<Table>]

const MONEY = 'DECIMAL(10,2)'
const lookup = { columns: { description: 'VARCHAR(255)' }, foreignKeys: {}, keyType: 'INT' } as const
const optional = (references: keyof MainTables): ForeignKey => ({ references, onDelete: 'set null' })

/**
 * In the order in which they can be created. Ticket_Details has no foreign key on its product: the club hard-deletes
 * products, and sold details go on pointing at nothing.
 */
export const tableDefinitions: Readonly<Record<keyof MainTables, TableDefinition>> = {
  States: { ...lookup, primaryKey: 'id_state' },
  Visits_Types: { ...lookup, primaryKey: 'id_visit_type', keyType: 'BIGINT' },
  Days: { ...lookup, primaryKey: 'id_day' },
  Roles: { ...lookup, primaryKey: 'id_role' },
  Payment_Methods: { ...lookup, primaryKey: 'id_payment_method' },
  Users: {
    primaryKey: 'id_user',
    keyType: 'BIGINT',
    columns: { username: 'VARCHAR(100)', password: 'VARCHAR(255)', full_name: 'VARCHAR(100)', id_role: 'INT' },
    foreignKeys: { id_role: optional('Roles') },
  },
  Prices: {
    primaryKey: 'id_price',
    keyType: 'INT',
    columns: { description: 'VARCHAR(255)', id_visit_type: 'BIGINT', price: MONEY },
    foreignKeys: { id_visit_type: optional('Visits_Types') },
  },
  Partners: {
    primaryKey: 'id_partner',
    keyType: 'BIGINT',
    columns: {
      alias: 'VARCHAR(100)',
      partner_dni: 'VARCHAR(15)',
      partner_name: 'VARCHAR(30)',
      partner_birthdate: 'DATETIME',
      partner_phone: 'VARCHAR(15)',
      affiliate_dni: 'VARCHAR(15)',
      affiliate_name: 'VARCHAR(30)',
      affiliate_birthdate: 'DATETIME',
      affiliate_phone: 'VARCHAR(45)',
      id_visit_type_usualy: 'BIGINT',
      partner_discharge_date: 'DATETIME',
      id_state: 'INT',
      observations: 'VARCHAR(2000)',
      suspension_reason: 'VARCHAR(255)',
      expultion_reason: 'VARCHAR(255)',
      santion_date: 'DATETIME',
    },
    foreignKeys: { id_visit_type_usualy: optional('Visits_Types'), id_state: optional('States') },
  },
  Products_Services: {
    primaryKey: 'id_product_service',
    keyType: 'INT',
    columns: {
      description: 'VARCHAR(255)',
      available: 'INT',
      long_description: 'VARCHAR(255)',
      price: MONEY,
      url_image: 'VARCHAR(255)',
      featured: 'TINYINT',
    },
    foreignKeys: {},
  },
  Visits: {
    primaryKey: 'id_visit',
    keyType: 'BIGINT',
    columns: {
      id_partner: 'BIGINT',
      visit_date: 'DATE',
      id_state: 'INT',
      id_visit_type: 'BIGINT',
      other_visit_obs: 'VARCHAR(255)',
      entry_visit_obs: 'VARCHAR(255)',
      exit_visit_obs: 'VARCHAR(255)',
      entry_amount_paid: MONEY,
      visit_amount_consumed: MONEY,
      exit_amount_payed: MONEY,
      extra_entry: MONEY,
      extra_exit: MONEY,
      had_to_paid: MONEY,
      hour_entry: 'DATETIME',
      hour_exit: 'DATETIME',
      id_bracelet_1: 'VARCHAR(255)',
      id_bracelet_2: 'VARCHAR(255)',
      last_visit: 'DATETIME',
      id_day: 'INT',
      extra_entry_obs: 'VARCHAR(100)',
      extra_exit_obs: 'VARCHAR(100)',
    },
    foreignKeys: {
      id_partner: { references: 'Partners', onDelete: 'cascade' },
      id_state: optional('States'),
      id_visit_type: optional('Visits_Types'),
      id_day: optional('Days'),
    },
  },
  Tickets: {
    primaryKey: 'id_ticket',
    keyType: 'BIGINT',
    columns: {
      id_visit: 'BIGINT',
      id_bracelet: 'VARCHAR(255)',
      observations: 'VARCHAR(255)',
      ticket_date: 'DATETIME',
      ticket_amount: MONEY,
    },
    foreignKeys: { id_visit: optional('Visits') },
  },
  Ticket_Details: {
    primaryKey: 'id_ticket_detail',
    keyType: 'BIGINT',
    columns: {
      id_ticket: 'BIGINT',
      id_product_service: 'INT',
      nro_item: 'INT',
      quantity: 'INT',
      unit_price: MONEY,
      payed: 'TINYINT',
      ref_id_ticket_detail: 'BIGINT',
      state: 'VARCHAR(20)',
    },
    foreignKeys: { id_ticket: { references: 'Tickets', onDelete: 'restrict' } },
  },
  Operations: {
    primaryKey: 'id_operation',
    keyType: 'BIGINT',
    columns: {
      id_user: 'BIGINT',
      id_operation_type: 'INT',
      operation_metadata: 'JSON',
      operation_log: 'JSON',
      id_partner: 'BIGINT',
      id_visit: 'BIGINT',
      id_role: 'INT',
      operation_date: 'DATETIME',
      operation_amount: 'DECIMAL(10,0)',
      id_payment_method: 'INT',
      id_day: 'INT',
    },
    foreignKeys: {},
  },
} satisfies Definitions

export const mainTableNames = Object.keys(tableDefinitions) as (keyof MainTables)[]
