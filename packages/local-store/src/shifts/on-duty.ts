import type { Cashier } from '../staff/staff-state.ts'
import type { Shift } from './shift.ts'

export interface OnDuty {
  /** There are cashiers to choose from, so nobody sells before saying who it is. */
  readonly isAsked: boolean
  /** Who sells; null if nobody has said so. */
  readonly name: string | null
}

/** @param shift the one under way. Who was taken off the list since is on duty no more. */
export function onDutyOf(shift: Shift | null, cashiers: readonly Cashier[]): OnDuty {
  const onDuty = cashiers.find(({ name }) => name === shift?.on_duty)
  return { isAsked: cashiers.length > 0, name: onDuty?.name ?? null }
}
