import type { MinorUnits } from '@barra/domain'
import type { Difference } from './compare-database.ts'

/** What one pass of the audit found. */
export interface AuditReport {
  /** Of the collections that were compared, by name. */
  readonly collections: Readonly<Record<string, CollectionReport>>
  /** Of those that were not, by name, how their tables changed since the install. */
  readonly schemaChanges: Readonly<Record<string, string>>
  /** Visits whose total is not the sum of their tickets. */
  readonly totals: readonly TotalReport[]
  /** Ids of tickets that terminals were told are stored, and whose rows the database no longer has; a thousand at most. */
  readonly lostTickets: readonly string[]
}

export interface CollectionReport {
  /** Rows inside the window. */
  readonly rows: number
  /** How many documents differed from their rows, by how; each is told again. */
  readonly repaired: Readonly<Record<Difference, number>>
}

export interface TotalReport {
  readonly idVisit: number
  readonly isClosed: boolean
  readonly total: MinorUnits
  readonly ticketsTotal: MinorUnits
  /** Whether the total is the sum of the tickets now; a closed visit's stays as it is. */
  readonly isRepaired: boolean
}

/** How many documents the audit had to tell again because no trigger had noted that they changed. */
export function repairedDocuments({ collections }: AuditReport): number {
  return Object.values(collections)
    .flatMap(({ repaired }) => Object.values(repaired))
    .reduce((sum, count) => sum + count, 0)
}
