// Compares the club's tables with what terminals were told, slowly, and repairs what no trigger could see.
import { setTimeout as sleep } from 'node:timers/promises'
import { noteChanges } from '../change-feed/outbox-database.ts'
import { SchemaChangedError } from '../change-feed/schema-changed-error.ts'
import type { SequencingContext } from '../change-feed/sequencing-context.ts'
import type { CollectionConfiguration } from '../configuration/collections.ts'
import type { ReplicationTables } from '../dialect/replication-tables.ts'
import type { AuditReport, CollectionReport, TotalReport } from './audit-report.ts'
import { compareDocuments, compareRows, RANGE_SIZE, type ComparedRange, type Difference } from './compare-database.ts'
import { findLostTickets } from './lost-tickets-database.ts'
import { confirmDriftedTotals, findDriftedTotals, repairTotal } from './totals-database.ts'

/** Between two ranges, so that the club's own statements never queue behind an audit. */
const PAUSE_MS = 20
/** The main system writes a ticket and then the visit's total: a difference that lasts longer than that is drift. */
const CONFIRM_AFTER_MS = 2_000

export interface AuditOptions {
  readonly context: SequencingContext
  readonly collections: readonly CollectionConfiguration[]
  /** Whether an open visit's total becomes the sum of its tickets where it is not. */
  readonly repairTotals: boolean
  readonly signal?: AbortSignal
  readonly pauseMs?: number
  /** Waited for before a total that is not the sum of its tickets counts as drift: two seconds unless told. */
  readonly untilConfirmed?: () => Promise<unknown>
}

/**
 * One pass over all collections, totals and receipts. What differs is noted in the outbox, so that the sequencer tells it again;
 * nothing of the club's is written but totals, and these only when asked to.
 * @throws the database's error; an AbortError when the signal aborts
 */
export async function runAudit(options: AuditOptions): Promise<AuditReport> {
  const collections: Record<string, CollectionReport> = {}
  const schemaChanges: Record<string, string> = {}
  for (const collection of options.collections) {
    try {
      await options.context.schema.examine(options.context.database.kysely.withTables<ReplicationTables>(), collection)
      collections[collection.name] = await auditCollection(options, collection)
    } catch (error) {
      if (!(error instanceof SchemaChangedError)) throw error
      schemaChanges[collection.name] = error.message
    }
  }
  const totals = await auditTotals({ ...options, collections: options.collections.filter(({ name }) => name in collections) })
  return { collections, schemaChanges, totals, lostTickets: await findLostTickets(options.context) }
}

/** One pass over one collection. */
export async function auditCollection(
  options: Pick<AuditOptions, 'context' | 'signal' | 'pauseMs'>,
  collection: CollectionConfiguration,
): Promise<CollectionReport> {
  const { context } = options
  const kysely = context.database.kysely.withTables<ReplicationTables>()
  const repaired: Record<Difference, number> = { untold: 0, changed: 0, gone: 0, unverified: 0 }

  const walk = async <Key>(first: Key, compare: (after: Key) => Promise<ComparedRange<Key>>): Promise<number> => {
    let seen = 0
    for (let after = first; ;) {
      const { size, last, differing } = await compare(after)
      await noteChanges(
        kysely,
        collection.name,
        differing.map(({ docId }) => docId),
      )
      for (const { difference } of differing) repaired[difference]++
      seen += size
      if (last === null || size < RANGE_SIZE) return seen
      after = last
      await pause(options, options.pauseMs ?? PAUSE_MS)
    }
  }

  const rows = await walk<number | null>(null, (after) => compareRows(context, collection, after))
  await walk('', (after) => compareDocuments(context, collection, after))
  return { rows, repaired }
}

async function auditTotals(options: AuditOptions): Promise<readonly TotalReport[]> {
  const { context, repairTotals, collections, untilConfirmed = () => pause(options, CONFIRM_AFTER_MS) } = options
  const visits = collections.find(({ hasAppliedTickets }) => hasAppliedTickets)
  if (!visits) return []
  const suspected = await findDriftedTotals(context.database, context.firstDayOf(visits))
  if (suspected.length === 0) return []
  await untilConfirmed()
  const reports: TotalReport[] = []
  for (const drifted of await confirmDriftedTotals(context.database, suspected)) {
    const isRepaired = repairTotals && (await repairTotal(context.database, drifted.idVisit))
    reports.push({ ...drifted, isRepaired })
  }
  return reports
}

async function pause({ signal }: Pick<AuditOptions, 'signal'>, forMs: number): Promise<void> {
  await sleep(forMs, undefined, signal ? { signal } : {})
}
