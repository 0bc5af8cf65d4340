import { TICKETS_DATABASE } from '@barra/replication-protocol'

/**
 * How a column's value is written in a document; NULL is null in each of them.
 * `money` is DECIMAL as the text MySQL prints for DECIMAL(10,2), "1500.00"; `boolean` TINYINT as true or false; `date` DATE as
 * 'YYYY-MM-DD'; `wall_clock` DATETIME in club time as ISO 8601 with offset, null when it is no time, such as '0000-00-00 00:00:00'.
 */
export const COLUMN_KINDS = ['integer', 'text', 'money', 'boolean', 'date', 'wall_clock'] as const

export type ColumnKind = (typeof COLUMN_KINDS)[number]

export interface ColumnConfiguration {
  readonly name: string
  readonly kind: ColumnKind
  /** What a document holds where the column has a value that cannot be read as its kind; null unless given. */
  readonly whenUnreadable?: string
}

/** A table of the main database that terminals may pull. Only the columns named here leave the database. */
export interface CollectionConfiguration {
  /** The database name on the wire. */
  readonly name: string
  readonly table: string
  /** The primary key: one integer column, whose value as a string is the document's id. */
  readonly key: string
  readonly columns: readonly ColumnConfiguration[]
  /** Only rows of the last days by this DATE column are live; the others are tombstones. A NULL date stays in. */
  readonly window?: { readonly column: string; readonly days: number }
  /** Adds `applied_tickets`: ids of the pushed tickets of that visit, read in the same statement as the row. */
  readonly hasAppliedTickets?: boolean
}

const COLLECTION_NAME = /^[a-z][a-z0-9_]{0,40}$/
/** Routes of the endpoint that a database of that name would hide behind. */
const TAKEN_NAMES: readonly string[] = [TICKETS_DATABASE, 'health']

/** @throws TypeError that says which collection cannot be replicated, and why: a name, a key, a column or a window. */
export function assertValidCollections(collections: readonly CollectionConfiguration[]): void {
  const names = new Set<string>()
  for (const collection of collections) {
    const { name } = collection
    if (!COLLECTION_NAME.test(name)) throw new TypeError(`a collection cannot be called ${JSON.stringify(name)}`)
    if (TAKEN_NAMES.includes(name)) throw new TypeError(`a collection cannot be called ${name}: the endpoint has something there`)
    if (names.has(name)) throw new TypeError(`two collections are called ${name}`)
    names.add(name)
    assertValidColumns(collection)
  }
}

function assertValidColumns({ name, table, key, columns, window }: CollectionConfiguration): void {
  if (/^replication_/i.test(table)) throw new TypeError(`${name}: ${table} is a table of replication itself`)
  const columnNames = new Set<string>()
  for (const column of columns) {
    if (column.name.startsWith('_')) throw new TypeError(`${name}: a document cannot have a field called ${column.name}`)
    if (columnNames.has(column.name)) throw new TypeError(`${name}: the column ${column.name} is there twice`)
    columnNames.add(column.name)
  }
  const keyColumn = columns.find((column) => column.name === key)
  if (!keyColumn) throw new TypeError(`${name}: its key ${key} is not among its columns`)
  if (keyColumn.kind !== 'integer') throw new TypeError(`${name}: its key ${key} must be of kind integer, not ${keyColumn.kind}`)
  const windowColumn = columns.find((column) => column.name === window?.column)
  if (windowColumn && windowColumn.kind !== 'date')
    throw new TypeError(`${name}: its window's column ${windowColumn.name} must be of kind date, not ${windowColumn.kind}`)
}
