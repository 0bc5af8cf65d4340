// The cart before it becomes a ticket: plain immutable data, so that a draft can be stored and restored as it is.
import { MAX_MONEY, parseMoney, type MinorUnits } from './money.ts'
import type { Product } from './product.ts'

/** One product in the cart, at the price it had when it was added. */
export interface CartLine {
  readonly id_product_service: number
  readonly description: string
  readonly quantity: number
  readonly unit_price: MinorUnits
}

export interface Cart {
  readonly lines: readonly CartLine[]
  readonly observations: string
}

/** The most units one line takes: what three digits show. */
export const MAX_QUANTITY = 999

/** The length of Tickets.observations. */
export const MAX_OBSERVATIONS_LENGTH = 255

/** The most lines a ticket takes. */
export const MAX_TICKET_LINES = 200

/** Why no ticket can be made of a cart. */
export type ChargeObstacle = 'empty_cart' | 'too_many_products' | 'total_too_large'

export const emptyCart: Cart = { lines: [], observations: '' }

/**
 * Adds units of a product; a line that is already there keeps its price.
 * @throws RangeError when the product has no price.
 */
export function addToCart(cart: Cart, product: Product, units = 1): Cart {
  const existing = cart.lines.find((line) => line.id_product_service === product.id_product_service)
  if (existing) return setQuantity(cart, existing.id_product_service, existing.quantity + units)
  if (product.price === null) throw new RangeError(`product ${product.id_product_service} has no price`)
  const line: CartLine = {
    id_product_service: product.id_product_service,
    description: product.description ?? '',
    quantity: clampQuantity(units),
    unit_price: parseMoney(product.price),
  }
  return line.quantity === 0 ? cart : { ...cart, lines: [...cart.lines, line] }
}

/** Sets the units of a line that is in the cart; 0 takes it out. With the last line goes the note, which was about it. */
export function setQuantity(cart: Cart, id_product_service: number, quantity: number): Cart {
  const wanted = clampQuantity(quantity)
  const lines = cart.lines
    .map((line) => (line.id_product_service === id_product_service ? { ...line, quantity: wanted } : line))
    .filter((line) => line.quantity > 0)
  return lines.length === 0 ? emptyCart : { ...cart, lines }
}

export function setObservations(cart: Cart, observations: string): Cart {
  return { ...cart, observations: observations.slice(0, MAX_OBSERVATIONS_LENGTH) }
}

/** Takes today's price for a line whose product's price changed after it was added. */
export function acceptPrice(cart: Cart, id_product_service: number, unit_price: MinorUnits): Cart {
  return {
    ...cart,
    lines: cart.lines.map((line) => (line.id_product_service === id_product_service ? { ...line, unit_price } : line)),
  }
}

/** The cart with all of another's products and its note too; lines that are already there keep their price. Null where that is too much for one. */
export function joinCarts(cart: Cart, other: Cart): Cart | null {
  const lines = new Map(cart.lines.map((line) => [line.id_product_service, line]))
  for (const line of other.lines) {
    const existing = lines.get(line.id_product_service)
    lines.set(line.id_product_service, existing ? { ...existing, quantity: existing.quantity + line.quantity } : line)
  }
  const joined = {
    lines: [...lines.values()],
    observations: [cart.observations, other.observations].filter((text) => text !== '').join('. '),
  }
  const isTooMuch =
    joined.lines.length > MAX_TICKET_LINES ||
    joined.lines.some(({ quantity }) => quantity > MAX_QUANTITY) ||
    joined.observations.length > MAX_OBSERVATIONS_LENGTH
  return isTooMuch ? null : joined
}

export function lineTotal(line: CartLine): MinorUnits {
  return line.quantity * line.unit_price
}

export function cartTotal(cart: Cart): MinorUnits {
  return cart.lines.reduce((total, line) => total + lineTotal(line), 0)
}

export function cartUnits(cart: Cart): number {
  return cart.lines.reduce((units, line) => units + line.quantity, 0)
}

export function isEmptyCart(cart: Cart): boolean {
  return cart.lines.length === 0
}

/** Null for a cart that can be charged: neither empty nor larger than the intake takes, its total within a DECIMAL(10,2) column. */
export function chargeObstacle(cart: Cart): ChargeObstacle | null {
  if (isEmptyCart(cart)) return 'empty_cart'
  if (cart.lines.length > MAX_TICKET_LINES) return 'too_many_products'
  return cartTotal(cart) > MAX_MONEY ? 'total_too_large' : null
}

export function isChargeable(cart: Cart): boolean {
  return chargeObstacle(cart) === null
}

function clampQuantity(quantity: number): number {
  if (!Number.isInteger(quantity)) throw new RangeError(`not a quantity: ${quantity}`)
  return Math.min(Math.max(quantity, 0), MAX_QUANTITY)
}
