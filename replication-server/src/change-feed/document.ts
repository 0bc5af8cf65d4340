import type { ReplicatedDocument } from '@barra/replication-protocol'
import type { CollectionConfiguration, ColumnConfiguration } from '../configuration/collections.ts'
import { columnValue } from './column-value.ts'

/** A row of a collection's table by column name, as its driver gave it. */
export type Row = Readonly<Record<string, unknown>>

type ReadWallClock = (text: string) => string | null

export function documentOf(
  collection: CollectionConfiguration,
  docId: string,
  rev: string,
  row: Row,
  appliedTickets: readonly string[],
  readWallClock: ReadWallClock,
): ReplicatedDocument {
  const document: Record<string, unknown> & ReplicatedDocument = { _id: docId, _rev: rev }
  for (const column of collection.columns) document[column.name] = fieldOf(column, row[column.name], readWallClock)
  if (collection.hasAppliedTickets) document.applied_tickets = [...appliedTickets].sort()
  return document
}

function fieldOf({ kind, whenUnreadable }: ColumnConfiguration, value: unknown, readWallClock: ReadWallClock): unknown {
  if (value === null || value === undefined) return null
  return columnValue(kind, value, readWallClock) ?? whenUnreadable ?? null
}

/** What is told of a document that is gone: every field of the schema is there, or terminals refuse it; all but the key are null. */
export function tombstoneOf(collection: CollectionConfiguration, docId: string, rev: string): ReplicatedDocument {
  const row = { [collection.key]: docId }
  return { ...documentOf(collection, docId, rev, row, [], () => null), _deleted: true }
}
