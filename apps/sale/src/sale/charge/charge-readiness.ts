import { isChargeable, isEmptyCart, type Cart, type Guest } from '@barra/domain'
import type { GuestSelection } from '../guest/guest-selection.ts'

/** Whether one tap can charge now, and if not, why. */
export type ChargeReadiness =
  { readonly kind: 'ready'; readonly guest: Guest } | { readonly kind: 'blocked'; readonly reason: BlockedReason }

type BlockedReason = 'empty_cart' | 'no_guest' | 'choose_guest' | 'total_too_large' | 'saving'

export function chargeReadiness(cart: Cart, selection: GuestSelection, isSaving: boolean): ChargeReadiness {
  if (isSaving) return { kind: 'blocked', reason: 'saving' }
  if (isEmptyCart(cart)) return { kind: 'blocked', reason: 'empty_cart' }
  if (selection.kind === 'refused') return { kind: 'blocked', reason: 'choose_guest' }
  if (selection.kind === 'none') return { kind: 'blocked', reason: 'no_guest' }
  if (!isChargeable(cart)) return { kind: 'blocked', reason: 'total_too_large' }
  return { kind: 'ready', guest: selection.guest }
}
