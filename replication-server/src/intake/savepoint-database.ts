import { sql } from 'kysely'
import type { IntakeTransaction } from './intake-tables.ts'

/**
 * Undoes what the work wrote when its result is not to be kept. An error is left to end the whole transaction: after a
 * deadlock there is no savepoint to go back to.
 */
export async function inSavepoint<T>(
  trx: IntakeTransaction,
  work: () => Promise<T>,
  isToBeKept: (result: T) => boolean,
): Promise<T> {
  await sql`SAVEPOINT ticket`.execute(trx)
  const result = await work()
  if (!isToBeKept(result)) await sql`ROLLBACK TO SAVEPOINT ticket`.execute(trx)
  await sql`RELEASE SAVEPOINT ticket`.execute(trx)
  return result
}
