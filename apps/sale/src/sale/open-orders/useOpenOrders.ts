// The open orders: the one at the front, which the screen shows and changes, and the others as they were left.
import { computed, shallowRef } from 'vue'
import { emptyCart, isEmptyCart, isOpen, joinCarts, type Cart, type Guest } from '@barra/domain'
import type { DraftOrder } from '@barra/local-store'
import type { useCart } from '../cart/useCart.ts'
import { isSameGuest } from '../guest/guest-selection.ts'
import type { useGuestSelection } from '../guest/useGuestSelection.ts'

export interface OpenOrder {
  /** The tab's number. It stays the order's own until the order is gone, and then the next new one has it. */
  readonly slot: number
  readonly turn: number
  readonly cart: Cart
  readonly guest: Guest | null
}

export interface FrontOrder {
  readonly order: Pick<ReturnType<typeof useCart>, 'cart' | 'reset'>
  readonly guest: Pick<ReturnType<typeof useGuestSelection>, 'owner' | 'take' | 'clear' | 'finish'>
}

export function useOpenOrders({ order, guest }: FrontOrder) {
  const place = shallowRef({ slot: 1, turn: 1 })
  const aside = shallowRef<readonly OpenOrder[]>([])

  const front = computed<OpenOrder>(() => ({ ...place.value, cart: order.cart.value, guest: guest.owner.value }))
  /** Every order in the tabs' order, the front one included. */
  const all = computed(() => [...aside.value, front.value].sort((a, b) => a.slot - b.slot))

  /** The others once the front one is left: an order without products is not kept. */
  function withFrontAside(): readonly OpenOrder[] {
    return isEmptyCart(front.value.cart) ? aside.value : [...aside.value, front.value]
  }

  function show({ slot, cart, guest: whom }: Omit<OpenOrder, 'turn'>): void {
    place.value = { slot, turn: Math.max(...all.value.map(({ turn }) => turn)) + 1 }
    order.reset(cart)
    if (whom) guest.take(whom)
    else guest.clear()
  }

  function bringToFront(slot: number): void {
    const wanted = aside.value.find((other) => other.slot === slot)
    if (!wanted) return
    const others = withFrontAside().filter((other) => other !== wanted)
    show(wanted)
    aside.value = others
  }

  /** Starts an order for somebody, or nobody yet, and leaves the one at the front open. */
  function startAnother(whom: Guest | null): void {
    const others = withFrontAside()
    show({ slot: lowestFree(others), cart: emptyCart, guest: whom })
    aside.value = others
  }

  /** The guest's own order, if it is not the one at the front. */
  function leftOpenFor(whom: Guest): OpenOrder | undefined {
    return aside.value.find((other) => other.guest && isSameGuest(other.guest, whom))
  }

  /** Brings the guest's own order to the front, if one was left open for them. */
  function bringGuestToFront(whom: Guest): boolean {
    const own = leftOpenFor(whom)
    if (own) bringToFront(own.slot)
    return own !== undefined
  }

  /** What the guest's own order would be with the products of the front one; null where it cannot hold both. */
  function joined(whom: Guest): Cart | null {
    const own = leftOpenFor(whom)
    return own ? joinCarts(own.cart, front.value.cart) : null
  }

  /** Makes one order of the front one and the guest's own. */
  function join(whom: Guest): void {
    const own = leftOpenFor(whom)
    const cart = joined(whom)
    if (!own || !cart) return
    const others = aside.value.filter((other) => other !== own)
    show({ ...own, cart })
    aside.value = others
  }

  /** Empties a slot whose order was sold, and serves `next` in its place if it is at the front. */
  function finish(slot: number, next: Guest | null): void {
    aside.value = aside.value.filter((other) => other.slot !== slot)
    if (place.value.slot !== slot) return
    order.reset()
    if (next) guest.take(next)
    else guest.finish()
  }

  /** Takes the orders of before over. A guest without an order is served on only while they are inside. */
  function restore(orders: readonly OpenOrder[]): void {
    const last = orders.reduce<OpenOrder | null>((latest, next) => (latest && latest.turn > next.turn ? latest : next), null)
    if (!last) return
    const isStale = isEmptyCart(last.cart) && last.guest !== null && !isOpen(last.guest.visit)
    show(isStale ? { ...last, guest: null } : last)
    aside.value = orders.filter((other) => other !== last && !isEmptyCart(other.cart))
    place.value = { slot: last.slot, turn: last.turn }
  }

  const drafts = computed<readonly DraftOrder[]>(() => {
    const { cart, guest: whom } = front.value
    const isNothing = isEmptyCart(cart) && cart.observations === '' && whom === null
    return (isNothing && aside.value.length === 0 ? [] : all.value).map(toDraft)
  })

  return {
    place,
    all,
    drafts,
    hasSeveral: computed(() => aside.value.length > 0),
    bringToFront,
    startAnother,
    leftOpenFor,
    bringGuestToFront,
    joined,
    join,
    finish,
    restore,
  }
}

function lowestFree(orders: readonly OpenOrder[]): number {
  const taken = new Set(orders.map(({ slot }) => slot))
  let slot = 1
  while (taken.has(slot)) slot += 1
  return slot
}

function toDraft({ guest, ...order }: OpenOrder): DraftOrder {
  return { ...order, guest: guest && { id_visit: guest.visit.id_visit, bracelet: guest.bracelet } }
}
