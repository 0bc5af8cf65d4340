import type { Cart } from '@barra/domain'

/** A cart that is not charged yet, with the guest it is for. */
export interface DraftCart {
  readonly cart: Cart
  readonly guest: { readonly id_visit: number; readonly bracelet: string } | null
}
