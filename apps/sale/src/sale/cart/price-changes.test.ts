import { describe, expect, it } from 'vitest'
import type { Cart, Product } from '@barra/domain'
import { cartNews } from './price-changes.ts'

const cart: Cart = {
  lines: [{ id_product_service: 4, description: 'Fernet con cola', quantity: 3, unit_price: 650_000 }],
  observations: '',
}
const priced = (price: string) => [{ id_product_service: 4, price } as Product]

describe('news about the lines of a cart', () => {
  it('are none while prices stand', () => {
    expect(cartNews(cart, priced('6500.00')).size).toBe(0)
  })

  it('tell the new price and leave the line as it is', () => {
    expect(cartNews(cart, priced('6800.00')).get(4)).toEqual({ kind: 'price_changed', price: 680_000 })
    expect(cart.lines[0]?.unit_price).toBe(650_000)
  })

  it('tell that a product is not offered any more', () => {
    expect(cartNews(cart, [{ id_product_service: 5, price: '1.00' } as Product]).get(4)).toEqual({ kind: 'not_offered' })
  })

  it('are none while the catalogue is not loaded', () => {
    expect(cartNews(cart, []).size).toBe(0)
  })
})
