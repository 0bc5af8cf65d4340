// Begins a new history of the database: readers of the old one pull from the beginning and drop what is no longer there.
import type { Database } from '@barra/database'
import { newEpochWord } from '../install/epoch-word.ts'
import { runTransaction, type ReplicationTransaction } from '../dialect/transaction.ts'
import { lockSequence, type SequenceState } from './sequence-database.ts'

/** After the database was restored or re-seeded. Returns the new history's word. */
export async function renewEpoch(database: Database): Promise<string> {
  const epoch = newEpochWord()
  await runTransaction(database, async (transaction) => {
    await lockSequence(transaction, database.dialect)
    await writeEpoch(transaction, epoch)
  })
  return epoch
}

/** Does so if the database still stands before what somebody knows of its present epoch; tells how it stands then. */
export function renewEpochIfBehind(
  database: Database,
  known: SequenceState,
): Promise<{ readonly sequence: SequenceState; readonly isRenewed: boolean }> {
  const epoch = newEpochWord()
  return runTransaction(database, async (transaction) => {
    const sequence = await lockSequence(transaction, database.dialect)
    const isBehind = sequence.epoch === known.epoch && sequence.seq < known.seq
    if (!isBehind) return { sequence, isRenewed: false }
    await writeEpoch(transaction, epoch)
    return { sequence: { ...sequence, epoch }, isRenewed: true }
  })
}

async function writeEpoch(transaction: ReplicationTransaction, epoch: string): Promise<void> {
  await transaction.updateTable('replication_sequence').set({ epoch }).where('id', '=', 1).execute()
}
