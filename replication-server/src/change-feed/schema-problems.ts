import type { DatabaseDialect } from '@barra/database'
import type { CollectionConfiguration, ColumnConfiguration } from '../configuration/collections.ts'
import { fitsKind } from '../dialect/fits-kind.ts'
import type { TableColumn } from '../dialect/table-columns.ts'

/** The columns that a collection's documents depend on: those replicated, and its window's. */
export function neededColumns({ columns, window }: CollectionConfiguration): readonly ColumnConfiguration[] {
  if (!window || columns.some(({ name }) => name === window.column)) return columns
  return [...columns, { name: window.column, kind: 'date' }]
}

/** Why documents cannot be made of a table's columns as they are now, as clauses of a sentence; none when they can. */
export function unfitColumns(
  dialect: DatabaseDialect,
  collection: CollectionConfiguration,
  found: readonly TableColumn[],
): readonly string[] {
  const { table } = collection
  if (found.length === 0) return [`the table ${table} is not there`]
  return neededColumns(collection).flatMap(({ name, kind }) => {
    const column = columnNamed(found, name)
    if (!column) return [`${table}.${name} is not there`]
    return fitsKind(dialect, kind, column.type) ? [] : [`${table}.${name} is ${column.type}, which cannot be read as ${kind}`]
  })
}

/** How the columns that a collection needs differ from what they were when replication was installed. */
export function changedColumns(
  collection: CollectionConfiguration,
  recorded: readonly TableColumn[],
  found: readonly TableColumn[],
): readonly string[] {
  const { table } = collection
  if (found.length === 0) return [`the table ${table} is gone`]
  return neededColumns(collection).flatMap(({ name }) => {
    const [before, now] = [columnNamed(recorded, name), columnNamed(found, name)]
    if (!before) return [`${table}.${name} was not there when replication was installed`]
    if (!now) return [`${table}.${name} was ${before.type} and is gone`]
    return before.type === now.type ? [] : [`${table}.${name} was ${before.type} and is ${now.type} now`]
  })
}

/** Names of columns fold their case on every database. */
export function columnNamed(columns: readonly TableColumn[], name: string): TableColumn | undefined {
  return columns.find((column) => column.name.toLowerCase() === name.toLowerCase())
}
