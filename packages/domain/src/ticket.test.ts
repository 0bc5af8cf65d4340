import { expect, test } from 'vitest'
import { addToCart, emptyCart, setObservations } from './cart.ts'
import { newId } from './id.ts'
import { sumOfDetails, toTicket, UUID_PATTERN } from './ticket.ts'

const beer = {
  id_product_service: 7,
  description: 'Quilmes lata 473 ml',
  long_description: null,
  price: '3800.50',
  available: 3,
  url_image: null,
  featured: false,
}
const sale = {
  id_visit: 90,
  id_bracelet: '0417',
  ticket_date: '2026-11-25T01:12:31-03:00',
  created_offline: true,
  terminal: 'Barra 1',
}

test('a ticket holds the cart line by line and what the lines add up to', () => {
  const cart = setObservations(addToCart(emptyCart, beer, 3), 'sin hielo')
  const ticket = toTicket({ cart, ...sale })
  expect(ticket).toMatchObject({ ...sale, ticket_amount: '11401.50', observations: 'sin hielo' })
  expect(ticket.ticket_details).toEqual([
    {
      id_product_service: 7,
      description: 'Quilmes lata 473 ml',
      quantity: 3,
      unit_price: '3800.50',
      payed: false,
      state: 'NO PAGADO',
    },
  ])
  expect(sumOfDetails(ticket)).toBe(1_140_150)
})

test('an empty cart makes no ticket', () => {
  expect(() => toTicket({ cart: emptyCart, ...sale })).toThrow(RangeError)
})

test('ids are UUIDs that sort in the order in which they were made', () => {
  const ids = Array.from({ length: 1_000 }, newId)
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(1_000)
  for (const id of ids) expect(id).toMatch(new RegExp(UUID_PATTERN))
})
