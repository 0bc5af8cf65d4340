import { describe, expect, it } from 'vitest'
import { emptyCart, MAX_TICKET_LINES, type Cart, type Guest } from '@barra/domain'
import type { GuestSelection } from '../guest/guest-selection.ts'
import { chargeReadiness, type AtTheTill } from './charge-readiness.ts'

const guest = { bracelet: '0417' } as Guest
const selected: GuestSelection = { kind: 'selected', guest }
const refused: GuestSelection = { kind: 'refused', refusal: { kind: 'unknown', bracelet: '0739' }, previous: guest }

function aCart(unit_price: number, quantity = 1): Cart {
  return { lines: [{ id_product_service: 4, description: 'Fernet', quantity, unit_price }], observations: '' }
}

const ready: AtTheTill = { cart: aCart(650_000), selection: selected, isSaving: false, isCashierMissing: false }
const tooMany: Cart = {
  lines: Array.from({ length: MAX_TICKET_LINES + 1 }, (_, id_product_service) => ({
    ...aCart(100).lines[0]!,
    id_product_service,
  })),
  observations: '',
}

describe('charge readiness', () => {
  it('is ready with an order and a guest', () => {
    expect(chargeReadiness(ready)).toEqual({ kind: 'ready', guest })
  })

  it.each([
    ['empty_cart', { cart: emptyCart }],
    ['no_guest', { selection: { kind: 'none' } as GuestSelection }],
    ['choose_guest', { selection: refused }],
    ['total_too_large', { cart: aCart(99_999_999_99, 2) }],
    ['too_many_products', { cart: tooMany }],
    ['no_cashier', { isCashierMissing: true }],
    ['saving', { isSaving: true }],
  ])('says why not: %s', (reason, change) => {
    expect(chargeReadiness({ ...ready, ...change })).toEqual({ kind: 'blocked', reason })
  })
})
