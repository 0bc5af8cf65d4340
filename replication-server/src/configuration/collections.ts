/** How a column's value is written in a document; NULL is null in each of them. */
export type ColumnKind =
  | 'integer'
  | 'text'
  /** DECIMAL as the text MySQL prints for DECIMAL(10,2): "1500.00". */
  | 'money'
  /** TINYINT as true or false. */
  | 'boolean'
  /** DATE as 'YYYY-MM-DD'. */
  | 'date'
  /** DATETIME in club time as ISO 8601 with offset; null when it is no time, such as '0000-00-00 00:00:00'. */
  | 'wall_clock'

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

/** @throws TypeError when a name could be no database on the wire, is there twice, or a key is not replicated. */
export function assertValidCollections(collections: readonly CollectionConfiguration[]): void {
  const names = new Set<string>()
  for (const { name, key, columns } of collections) {
    if (!COLLECTION_NAME.test(name)) throw new TypeError(`a collection cannot be called ${JSON.stringify(name)}`)
    if (names.has(name)) throw new TypeError(`two collections are called ${name}`)
    names.add(name)
    if (!columns.some((column) => column.name === key)) throw new TypeError(`${name}: its key ${key} is not among its columns`)
    const reserved = columns.find((column) => column.name.startsWith('_'))
    if (reserved) throw new TypeError(`${name}: a document cannot have a field called ${reserved.name}`)
  }
}
