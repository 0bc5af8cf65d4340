import type { Database } from '@barra/database'
import { newEpochWord } from './epoch-word.ts'
import { writeEpoch } from './install-database.ts'

/** Begins a new history after the database was restored or re-seeded: every terminal pulls from the beginning. Returns its word. */
export async function renewEpoch(database: Database): Promise<string> {
  const epoch = newEpochWord()
  await writeEpoch(database, epoch)
  return epoch
}
