import type { Database } from '@barra/database'
import { DEFAULT_CLUB_TIME_ZONE } from '@barra/domain'
import { auditCollection } from '../audit/audit.ts'
import { sequenceUntold } from '../change-feed/sequencer-database.ts'
import { sequencingContext } from '../change-feed/sequencing-context.ts'
import { assertValidCollections, type CollectionConfiguration } from '../configuration/collections.ts'
import { explainRefusal } from './explain-refusal.ts'
import { newEpochWord } from './epoch-word.ts'
import { assertReadable, beginSequence, tableChanges, triggerChanges } from './install-database.ts'
import { readFittingTables, recordCollections } from './record-collections.ts'

export interface InstallOptions {
  /** Says what would be done and does nothing. */
  readonly dryRun?: boolean
  readonly clock?: () => Date
  readonly timeZone?: string
}

export interface InstallReport {
  /** The statements that changed the schema, in their order; none when all was there. */
  readonly statements: readonly string[]
  /** Existing rows that took their place in the feed; 0 in a dry run. */
  readonly placedDocuments: number
  /** How tables changed since the last install, which are taken for right from now on. */
  readonly acceptedChanges: readonly string[]
}

/**
 * Attaches the change feed to a main database: tables and triggers whose names begin with `replication_`, then every existing
 * row. Nothing of the club's is altered, writers go on meanwhile, and what is there already stays as it is.
 * @throws InstallError when a configured column is not there or cannot be read as its kind, or the account may not do something.
 */
export async function installReplication(
  database: Database,
  collections: readonly CollectionConfiguration[],
  options: InstallOptions = {},
): Promise<InstallReport> {
  assertValidCollections(collections)
  try {
    return await install(database, collections, options)
  } catch (error) {
    throw await explainRefusal(database, error)
  }
}

async function install(
  database: Database,
  collections: readonly CollectionConfiguration[],
  options: InstallOptions,
): Promise<InstallReport> {
  const { dryRun = false, clock = () => new Date(), timeZone = DEFAULT_CLUB_TIME_ZONE } = options
  const tables = await readFittingTables(database, collections)
  for (const collection of collections) await assertReadable(database, collection)

  // The outbox must be there before the first trigger writes to it, and all triggers before the rows are read.
  const changes = [...(await tableChanges(database)), ...(await triggerChanges(database, collections))]
  const statements = changes.map(({ text }) => text)
  if (dryRun) return { statements, placedDocuments: 0, acceptedChanges: [] }

  for (const change of changes) await change.run()
  await beginSequence(database, newEpochWord())
  const accepted = await recordCollections(database, tables)
  const context = sequencingContext(database, clock, timeZone)
  let placedDocuments = 0
  for (const collection of collections) placedDocuments += await sequenceUntold(context, collection)
  // No trigger sees what a change of the table did to its rows.
  for (const { collection } of accepted) await auditCollection({ context, pauseMs: 0 }, collection)
  return { statements, placedDocuments, acceptedChanges: accepted.flatMap(({ changes }) => changes) }
}
