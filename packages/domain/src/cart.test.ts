import { expect, test } from 'vitest'
import {
  acceptPrice,
  addToCart,
  cartTotal,
  cartUnits,
  chargeObstacle,
  emptyCart,
  isChargeable,
  joinCarts,
  MAX_QUANTITY,
  MAX_TICKET_LINES,
  setObservations,
  setQuantity,
} from './cart.ts'
import type { Product } from './product.ts'

function aProduct(columns: Partial<Product> = {}): Product {
  return {
    id_product_service: 4,
    description: 'Fernet con cola',
    long_description: null,
    price: '6500.00',
    available: null,
    url_image: null,
    featured: true,
    ...columns,
  }
}

test('a second tap on a tile adds a unit to its line', () => {
  const cart = addToCart(addToCart(emptyCart, aProduct()), aProduct())
  expect(cart.lines).toHaveLength(1)
  expect([cartUnits(cart), cartTotal(cart)]).toEqual([2, 1_300_000])
})

test('a line keeps the price at which it was added until the new one is accepted', () => {
  const cart = addToCart(addToCart(emptyCart, aProduct()), aProduct({ price: '7000.00' }))
  expect(cartTotal(cart)).toBe(1_300_000)
  expect(cartTotal(acceptPrice(cart, 4, 700_000))).toBe(1_400_000)
})

test('a quantity of 0 takes the line out, and none goes beyond three digits', () => {
  const cart = addToCart(emptyCart, aProduct())
  expect(setQuantity(cart, 4, 0).lines).toEqual([])
  expect(setQuantity(cart, 4, 5_000).lines[0]!.quantity).toBe(MAX_QUANTITY)
  expect(() => setQuantity(cart, 4, 1.5)).toThrow(RangeError)
})

test('an order whose last line goes keeps no note for the next one', () => {
  const noted = setObservations(addToCart(addToCart(emptyCart, aProduct()), aProduct({ id_product_service: 5 })), 'sin hielo')
  const one = setQuantity(noted, 5, 0)
  expect(one.observations).toBe('sin hielo')
  expect(setQuantity(one, 4, 0)).toEqual(emptyCart)
})

test('a product without a price cannot be added', () => {
  expect(() => addToCart(emptyCart, aProduct({ price: null }))).toThrow(RangeError)
})

test('an empty cart and a total beyond the column cannot be charged', () => {
  expect(isChargeable(emptyCart)).toBe(false)
  const cart = addToCart(emptyCart, aProduct({ price: '99999999.99' }))
  expect(isChargeable(cart)).toBe(true)
  expect(isChargeable(setQuantity(cart, 4, 2))).toBe(false)
})

test('as many different products as a ticket takes can be charged, and not one more', () => {
  const withProducts = (count: number) =>
    Array.from({ length: count }, (_, i) => aProduct({ id_product_service: i + 1 })).reduce(
      (cart, product) => addToCart(cart, product),
      emptyCart,
    )
  expect(chargeObstacle(withProducts(MAX_TICKET_LINES))).toBeNull()
  expect(isChargeable(withProducts(MAX_TICKET_LINES))).toBe(true)
  expect(chargeObstacle(withProducts(MAX_TICKET_LINES + 1))).toBe('too_many_products')
  expect(isChargeable(withProducts(MAX_TICKET_LINES + 1))).toBe(false)
})

test('two orders join as if the products of one were tapped on the other', () => {
  const one = setObservations(addToCart(emptyCart, aProduct(), 2), 'sin hielo')
  const other = setObservations(
    addToCart(addToCart(emptyCart, aProduct({ price: '7000.00' })), aProduct({ id_product_service: 5, price: '7500.00' })),
    'con limón',
  )
  const joined = joinCarts(one, other)!
  expect(joined.lines).toMatchObject([
    { id_product_service: 4, quantity: 3, unit_price: 650_000 },
    { id_product_service: 5, quantity: 1, unit_price: 750_000 },
  ])
  expect(joined.observations).toBe('sin hielo. con limón')
  expect(joinCarts(one, setObservations(other, ''))!.observations).toBe('sin hielo')
})

test('two orders that do not fit one do not join, so that nothing of them is cut off', () => {
  const many = addToCart(emptyCart, aProduct(), MAX_QUANTITY)
  expect(joinCarts(many, addToCart(emptyCart, aProduct()))).toBeNull()
  const noted = setObservations(addToCart(emptyCart, aProduct()), 'x'.repeat(200))
  expect(joinCarts(noted, noted)).toBeNull()
})

test('observations fit their column', () => {
  expect(setObservations(emptyCart, 'x'.repeat(300)).observations).toHaveLength(255)
})
