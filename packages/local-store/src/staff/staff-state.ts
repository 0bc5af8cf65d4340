/** Somebody who sells. */
export interface Cashier {
  readonly id: string
  /** As it stands on tickets; no two cashiers share one. */
  readonly name: string
}

export interface StaffState {
  /** A manager has set a PIN, under which cashiers are changed. */
  readonly hasManager: boolean
  /** By name. Nobody: the terminal sells without asking who. */
  readonly cashiers: readonly Cashier[]
}

/** What became of a PIN; `waitMs` is for how long no other is looked at, 0 for not at all. */
export type PinOutcome = { readonly kind: 'right' } | PinRefused

export interface PinRefused {
  /** `wait`: it was not looked at, for too many were wrong before it. */
  readonly kind: 'wrong' | 'wait'
  readonly waitMs: number
}
