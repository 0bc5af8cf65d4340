import { expect, test } from 'vitest'
import { salesTotals, type SoldTicket } from './sales-totals.ts'

const line = (id: number, description: string, quantity: number, unit_price: string): SoldTicket['ticket_details'][number] => ({
  id_product_service: id,
  description,
  quantity,
  unit_price,
  payed: false,
  state: 'NO PAGADO',
})

const fernet = (quantity: number) => line(4, 'Fernet con cola', quantity, '6500.10')
const gin = line(5, 'Gin tonic', 1, '7500.20')

test('adds tickets up to the cent, by cashier and by product', () => {
  const totals = salesTotals([
    { cashier: 'Sol', ticket_amount: '20500.40', ticket_details: [fernet(2), gin] },
    { cashier: null, ticket_amount: '6500.10', ticket_details: [fernet(1)] },
    { cashier: 'Caro', ticket_amount: '7500.20', ticket_details: [gin] },
    { cashier: 'Sol', ticket_amount: '7500.20', ticket_details: [gin] },
  ])
  expect(totals).toEqual({
    tickets: 4,
    amount: 42_000_90,
    byCashier: [
      { cashier: 'Caro', tickets: 1, amount: 7_500_20 },
      { cashier: 'Sol', tickets: 2, amount: 28_000_60 },
      { cashier: null, tickets: 1, amount: 6_500_10 },
    ],
    byProduct: [
      { id_product_service: 5, description: 'Gin tonic', units: 3, amount: 22_500_60 },
      { id_product_service: 4, description: 'Fernet con cola', units: 3, amount: 19_500_30 },
    ],
  })
})

test('a night without sales comes to nothing', () => {
  expect(salesTotals([])).toEqual({ tickets: 0, amount: 0, byCashier: [], byProduct: [] })
})
