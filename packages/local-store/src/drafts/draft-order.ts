import { cartTotal, isEmptyCart, type Cart, type MinorUnits } from '@barra/domain'

/** An order that is not charged yet, with the guest it is for. */
export interface DraftOrder {
  /** Which of the open orders it is, from 1 on. A number is free again once its order is gone. */
  readonly slot: number
  /** Counts up whenever an order comes to the front of the screen: the largest is the one that is there. */
  readonly turn: number
  readonly cart: Cart
  readonly guest: { readonly id_visit: number; readonly bracelet: string } | null
}

/** The orders in which something is that was not charged, and what they come to. */
export interface OpenOrders {
  readonly count: number
  readonly amount: MinorUnits
}

/** What orders come to in which something is. */
export function sumOpenOrders(orders: readonly Pick<DraftOrder, 'cart'>[]): OpenOrders {
  const filled = orders.filter(({ cart }) => !isEmptyCart(cart))
  return { count: filled.length, amount: filled.reduce((sum, { cart }) => sum + cartTotal(cart), 0) }
}
