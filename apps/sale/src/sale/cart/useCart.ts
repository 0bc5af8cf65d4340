// The order being made, and the last change to it for as long as it can be undone.
import { onScopeDispose, shallowRef } from 'vue'
import {
  acceptPrice,
  addToCart,
  emptyCart,
  isEmptyCart,
  setObservations,
  setQuantity,
  type Cart,
  type MinorUnits,
  type Product,
} from '@barra/domain'

export const UNDO_WINDOW_MS = 5000

export interface CartChange {
  readonly kind: 'added' | 'removed' | 'repriced' | 'cleared'
  /** The product's; '' when the whole order changed. */
  readonly description: string
  readonly before: Cart
  readonly after: Cart
}

export function useCart() {
  const cart = shallowRef<Cart>(emptyCart)
  const lastChange = shallowRef<CartChange | null>(null)
  let undoTimer: ReturnType<typeof setTimeout> | undefined

  function forgetChange(): void {
    clearTimeout(undoTimer)
    lastChange.value = null
  }

  function change(kind: CartChange['kind'], description: string, next: Cart): void {
    forgetChange()
    lastChange.value = { kind, description, before: cart.value, after: next }
    undoTimer = setTimeout(forgetChange, UNDO_WINDOW_MS)
    cart.value = next
  }

  function lineOf(id_product_service: number) {
    return cart.value.lines.find((line) => line.id_product_service === id_product_service)
  }

  function add(product: Product, units = 1): void {
    change('added', product.description ?? '', addToCart(cart.value, product, units))
  }

  /** Sets how many units of a product are in the order, adding or removing its line as needed. */
  function setUnits(product: Product, units: number): void {
    const line = lineOf(product.id_product_service)
    if (!line) return units > 0 ? add(product, units) : undefined
    setLineQuantity(product.id_product_service, units)
  }

  function setLineQuantity(id_product_service: number, quantity: number): void {
    const line = lineOf(id_product_service)
    if (!line || line.quantity === quantity) return
    const kind = quantity > line.quantity ? 'added' : 'removed'
    change(kind, line.description, setQuantity(cart.value, id_product_service, quantity))
  }

  function takePrice(id_product_service: number, price: MinorUnits): void {
    const line = lineOf(id_product_service)
    if (line) change('repriced', line.description, acceptPrice(cart.value, id_product_service, price))
  }

  /** An order without products has no note: it would go with the next guest's. */
  function observe(text: string): void {
    if (!isEmptyCart(cart.value)) cart.value = setObservations(cart.value, text.trim())
  }

  /** Empties the order because the cashier said so: that can be undone. */
  function clear(): void {
    if (!isEmptyCart(cart.value)) change('cleared', '', emptyCart)
  }

  /** Takes the last change back, and the note with it only if that change took it: one written since stays. */
  function undo(): void {
    const undone = lastChange.value
    forgetChange()
    if (!undone) return
    const { before, after } = undone
    const isNoteNew = cart.value.observations !== after.observations
    cart.value = isNoteNew && !isEmptyCart(before) ? { ...before, observations: cart.value.observations } : before
  }

  /** Starts over with this order: after a sale, or from a draft. Nothing of before can be undone. */
  function reset(next: Cart = emptyCart): void {
    forgetChange()
    cart.value = next
  }

  onScopeDispose(() => clearTimeout(undoTimer))
  return { cart, lastChange, add, setUnits, setLineQuantity, takePrice, observe, clear, undo, forgetChange, reset }
}
