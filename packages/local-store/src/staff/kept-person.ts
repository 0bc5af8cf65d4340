import type { PinHash } from './pin.ts'
import type { PinTries } from './pin-tries.ts'

/** A cashier, or the manager, as this terminal keeps them. */
export interface KeptPerson {
  readonly id: string
  /** '' for the manager. */
  readonly name: string
  readonly pin: PinHash
  readonly tries: PinTries
}
