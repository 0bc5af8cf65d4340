import { chargeObstacle, type Cart, type ChargeObstacle, type Guest } from '@barra/domain'
import type { GuestSelection } from '../guest/guest-selection.ts'

/** Whether one tap can charge now, and if not, why. */
export type ChargeReadiness =
  { readonly kind: 'ready'; readonly guest: Guest } | { readonly kind: 'blocked'; readonly reason: BlockedReason }

type BlockedReason = ChargeObstacle | 'no_guest' | 'choose_guest' | 'no_cashier' | 'saving'

export interface AtTheTill {
  readonly cart: Cart
  readonly selection: GuestSelection
  readonly isSaving: boolean
  /** Somebody must say first who sells. */
  readonly isCashierMissing: boolean
}

export function chargeReadiness({ cart, selection, isSaving, isCashierMissing }: AtTheTill): ChargeReadiness {
  if (isSaving) return { kind: 'blocked', reason: 'saving' }
  const obstacle = chargeObstacle(cart)
  if (obstacle === 'empty_cart') return { kind: 'blocked', reason: obstacle }
  if (selection.kind === 'refused') return { kind: 'blocked', reason: 'choose_guest' }
  if (selection.kind === 'none') return { kind: 'blocked', reason: 'no_guest' }
  if (obstacle) return { kind: 'blocked', reason: obstacle }
  if (isCashierMissing) return { kind: 'blocked', reason: 'no_cashier' }
  return { kind: 'ready', guest: selection.guest }
}
