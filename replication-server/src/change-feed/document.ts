import type { ReplicatedDocument } from '@barra/replication-protocol'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import { columnValue } from './column-value.ts'

/** A row of a collection's table by column name, as its driver gave it. */
export type Row = Readonly<Record<string, unknown>>

export function documentOf(
  collection: CollectionConfiguration,
  docId: string,
  rev: string,
  row: Row,
  appliedTickets: readonly string[],
  readWallClock: (text: string) => string | null,
): ReplicatedDocument {
  const document: Record<string, unknown> = {}
  for (const { name, kind } of collection.columns) document[name] = columnValue(kind, row[name], readWallClock)
  if (collection.hasAppliedTickets) document.applied_tickets = [...appliedTickets].sort()
  return { _id: docId, _rev: rev, ...document }
}

/** What is told of a document that is gone: every field of the schema is there, or terminals refuse it; all but the key are null. */
export function tombstoneOf(collection: CollectionConfiguration, docId: string, rev: string): ReplicatedDocument {
  const row = { [collection.key]: docId }
  return { ...documentOf(collection, docId, rev, row, [], () => null), _deleted: true }
}
