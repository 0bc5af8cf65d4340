// Keeps a table whose columns changed since the install from being read as documents: no document is better than a wrong one.
import type { DatabaseDialect } from '@barra/database'
import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import { countAsRecorded } from '../dialect/columns-as-recorded.ts'
import type { ReplicationTables } from '../dialect/replication-tables.ts'
import { tableColumns, type TableColumn } from '../dialect/table-columns.ts'
import { readRecordedTable } from './recorded-tables-database.ts'
import { SchemaChangedError } from './schema-changed-error.ts'
import { changedColumns, columnNamed, neededColumns, unfitColumns } from './schema-problems.ts'

/** Of the rows that `read` checks: how many of the needed columns were as recorded while the row was read. */
export interface CheckedRow {
  readonly _as_recorded: number
}

const MOST_ATTEMPTS = 3

export class SchemaGuard {
  readonly #dialect: DatabaseDialect
  /** By collection, the columns it needs as they were recorded, once they were found to fit. */
  readonly #recorded = new Map<string, readonly TableColumn[]>()

  constructor(dialect: DatabaseDialect) {
    this.#dialect = dialect
  }

  /**
   * Runs one statement that reads the collection's table and selects `asRecorded` with each row.
   * @throws SchemaChangedError when the table was not what was recorded while the statement ran
   */
  async read<Row extends CheckedRow>(
    kysely: Kysely<ReplicationTables>,
    collection: CollectionConfiguration,
    query: (asRecorded: RawBuilder<number>) => Promise<readonly Row[]>,
  ): Promise<readonly Row[]> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      const recorded = this.#recorded.get(collection.name) ?? (await this.examine(kysely, collection))
      const rows = await query(countAsRecorded(this.#dialect, collection.table, recorded)).catch(async (error: unknown) => {
        // A column that is gone fails the statement before anything can be counted.
        await this.examine(kysely, collection)
        throw error
      })
      if (rows.every(({ _as_recorded }) => Number(_as_recorded) === recorded.length)) return rows
      // It may have been installed anew meanwhile: then it is read again.
      await this.examine(kysely, collection)
    }
    throw new Error(`the columns of ${collection.table} change faster than they can be read`)
  }

  /**
   * To be called in a transaction that has read the table, and so holds its definition.
   * @throws SchemaChangedError when the table is not what was recorded
   */
  async assertAsRecorded(transaction: Kysely<ReplicationTables>, collection: CollectionConfiguration): Promise<void> {
    const recorded = this.#recorded.get(collection.name) ?? (await this.examine(transaction, collection))
    const count = countAsRecorded(this.#dialect, collection.table, recorded)
    const { rows } = await sql<CheckedRow>`SELECT ${count} AS _as_recorded`.execute(transaction)
    if (Number(rows[0]?._as_recorded) !== recorded.length) await this.examine(transaction, collection)
  }

  /**
   * Compares the table with what was recorded, both as they are now.
   * @returns the needed columns as they were recorded
   * @throws SchemaChangedError with a sentence that says what to do
   */
  async examine(kysely: Kysely<ReplicationTables>, collection: CollectionConfiguration): Promise<readonly TableColumn[]> {
    const { name, table } = collection
    this.#recorded.delete(name)
    const recorded = await readRecordedTable(kysely, name)
    if (!recorded || recorded.table.toLowerCase() !== table.toLowerCase())
      throw changed(name, [`${name} is not installed from ${table}`])
    const found = await tableColumns({ kysely, dialect: this.#dialect }, table)
    const changes = changedColumns(collection, recorded.columns, found)
    const problems = changes.length > 0 ? changes : unfitColumns(this.#dialect, collection, found)
    if (problems.length > 0) throw changed(name, problems)
    const needed = neededColumns(collection).flatMap((column) => columnNamed(recorded.columns, column.name) ?? [])
    this.#recorded.set(name, needed)
    return needed
  }
}

function changed(collection: string, problems: readonly string[]): SchemaChangedError {
  return new SchemaChangedError(collection, `${problems.join(', ')}: check it and run \`replication-server install\` again`)
}
