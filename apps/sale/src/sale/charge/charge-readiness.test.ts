import { describe, expect, it } from 'vitest'
import { emptyCart, MAX_TICKET_LINES, type Cart, type Guest } from '@barra/domain'
import type { GuestSelection } from '../guest/guest-selection.ts'
import { chargeReadiness } from './charge-readiness.ts'

const guest = { bracelet: '0417' } as Guest
const selected: GuestSelection = { kind: 'selected', guest }
const refused: GuestSelection = { kind: 'refused', refusal: { kind: 'unknown', bracelet: '0739' }, previous: guest }

function aCart(unit_price: number, quantity = 1): Cart {
  return { lines: [{ id_product_service: 4, description: 'Fernet', quantity, unit_price }], observations: '' }
}

const tooMany: Cart = {
  lines: Array.from({ length: MAX_TICKET_LINES + 1 }, (_, id_product_service) => ({
    ...aCart(100).lines[0]!,
    id_product_service,
  })),
  observations: '',
}

describe('charge readiness', () => {
  it('is ready with an order and a guest', () => {
    expect(chargeReadiness(aCart(650_000), selected, false)).toEqual({ kind: 'ready', guest })
  })

  it.each([
    ['empty_cart', emptyCart, selected, false],
    ['no_guest', aCart(650_000), { kind: 'none' } as GuestSelection, false],
    ['choose_guest', aCart(650_000), refused, false],
    ['total_too_large', aCart(99_999_999_99, 2), selected, false],
    ['too_many_products', tooMany, selected, false],
    ['saving', aCart(650_000), selected, true],
  ])('says why not: %s', (reason, cart, selection, isSaving) => {
    expect(chargeReadiness(cart, selection, isSaving)).toEqual({ kind: 'blocked', reason })
  })
})
