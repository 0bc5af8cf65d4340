import { expect, test } from 'vitest'
import { consumptionOf } from './consumption.ts'

const visit = { id_visit: 90, visit_amount_consumed: '1000.00', applied_tickets: ['a'] }
const ticket = (id: string, id_visit = 90) => ({ id, id_visit, ticket_amount: '500.00' })

test('adds the local tickets that the pulled total does not include', () => {
  expect(consumptionOf(visit, [ticket('a'), ticket('b'), ticket('c', 91)])).toEqual({
    total: 150_000,
    notIncluded: { count: 1, amount: 50_000 },
  })
})

test('takes a visit without a total for one that has consumed nothing yet', () => {
  expect(consumptionOf({ ...visit, visit_amount_consumed: null }, []).total).toBe(0)
})
