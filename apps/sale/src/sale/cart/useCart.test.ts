import { effectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cartUnits, emptyCart, type Product } from '@barra/domain'
import { UNDO_WINDOW_MS, useCart } from './useCart.ts'

const fernet = { id_product_service: 4, description: 'Fernet con cola', price: '6500.00' } as Product
const gin = { id_product_service: 5, description: 'Gin tonic', price: '7500.00' } as Product

type Order = ReturnType<typeof useCart>
const scope = effectScope()
const anOrder = () => scope.run(useCart)!

describe('the order being made', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('counts each tap as one unit', () => {
    const order = anOrder()
    order.add(fernet)
    order.add(fernet)
    expect(order.cart.value.lines).toMatchObject([{ description: 'Fernet con cola', quantity: 2, unit_price: 650_000 }])
  })

  it('undoes the last change only', () => {
    const order = anOrder()
    order.add(fernet)
    order.add(fernet)
    order.undo()
    expect(cartUnits(order.cart.value)).toBe(1)
    order.undo()
    expect(cartUnits(order.cart.value)).toBe(1)
  })

  it('brings a removed line back', () => {
    const order = anOrder()
    order.add(fernet, 3)
    order.setLineQuantity(4, 0)
    expect(order.lastChange.value).toMatchObject({ kind: 'removed', description: 'Fernet con cola' })
    order.undo()
    expect(cartUnits(order.cart.value)).toBe(3)
  })

  it('lets nothing be undone after five seconds', () => {
    const order = anOrder()
    order.add(fernet)
    order.clear()
    vi.advanceTimersByTime(UNDO_WINDOW_MS)
    order.undo()
    expect(order.cart.value).toEqual(emptyCart)
  })

  it('lets a sold order not be brought back', () => {
    const order = anOrder()
    order.add(fernet)
    order.reset()
    order.undo()
    expect(order.cart.value).toEqual(emptyCart)
  })

  it('keeps a note that was written after the change that is undone', () => {
    const order = anOrder()
    order.add(fernet)
    order.add(gin)
    order.observe('sin hielo')
    order.undo()
    expect(order.cart.value).toMatchObject({ lines: [{ id_product_service: 4 }], observations: 'sin hielo' })
  })

  it.each([
    ['is cancelled', (order: Order) => order.clear()],
    ['loses its last line', (order: Order) => order.setLineQuantity(4, 0)],
  ])('takes the note along when the order %s, and brings it back', (_, empty) => {
    const order = anOrder()
    order.add(fernet)
    order.observe('sin hielo')
    empty(order)
    expect(order.cart.value).toEqual(emptyCart)
    order.undo()
    expect(order.cart.value).toMatchObject({ lines: [{ quantity: 1 }], observations: 'sin hielo' })
  })

  it('leaves no note behind when the only line is undone', () => {
    const order = anOrder()
    order.add(fernet)
    order.observe('sin hielo')
    order.undo()
    expect(order.cart.value).toEqual(emptyCart)
  })

  it('changes nothing that is not there: a note, a price and a cancelling come too late for an order that was sold', () => {
    const order = anOrder()
    order.observe('sin hielo')
    order.takePrice(4, 700_000)
    order.clear()
    expect(order.cart.value).toEqual(emptyCart)
    expect(order.lastChange.value).toBeNull()
  })

  it('sets units from the quantity pad, whether or not the product was there', () => {
    const order = anOrder()
    order.setUnits(fernet, 12)
    expect(cartUnits(order.cart.value)).toBe(12)
    order.setUnits(fernet, 0)
    expect(order.cart.value.lines).toEqual([])
    order.setUnits(fernet, 0)
    expect(order.cart.value.lines).toEqual([])
  })
})
