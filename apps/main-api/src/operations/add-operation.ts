import type { ApiContext, MainTransaction } from '../http/api-context.ts'
import type { LoggedInUser } from '../login/sessions.ts'
import { weekdayId } from '../schema/weekday.ts'

export interface OperationEntry {
  readonly type: number
  readonly idVisit: number
  readonly idPartner: number | null
  /** A decimal string; the column keeps whole pesos. */
  readonly amount: string | null
  readonly metadata: object
}

/** Writes the audit log's row for something a user did. */
export async function addOperation(
  transaction: MainTransaction,
  context: ApiContext,
  user: LoggedInUser,
  entry: OperationEntry,
): Promise<void> {
  await transaction
    .insertInto('Operations')
    .values({
      id_user: user.id_user,
      id_role: user.id_role,
      id_operation_type: entry.type,
      operation_metadata: JSON.stringify(entry.metadata),
      id_partner: entry.idPartner,
      id_visit: entry.idVisit,
      operation_date: context.wallClock(),
      operation_amount: entry.amount === null ? null : Math.round(Number(entry.amount)),
      id_day: weekdayId(context.businessDay()),
    })
    .execute()
}
