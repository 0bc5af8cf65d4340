import type { Database } from '@barra/database'
import { removalChanges } from './install-database.ts'

/**
 * Removes every trigger and table of replication, receipts and terminals included; the club's tables are as if it had never been.
 * Stop the servers first: a sequencer has nothing to work on afterwards.
 */
export async function uninstallReplication(database: Database): Promise<void> {
  for (const change of await removalChanges(database)) await change.run()
}
