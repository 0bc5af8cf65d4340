import { expect, test } from 'vitest'
import type { StoredTicket } from '@barra/local-store'
import { tonightsSales } from './tonights-sales.ts'

function aTicket(ticket_amount: string, sync_status: StoredTicket['sync_status'], ticket_date = 'tonight') {
  return { ticket_amount, sync_status, ticket_date }
}

test('what was voided was not sold, as in the shift, and neither was what another night sold', () => {
  const tickets = [
    aTicket('6500.00', 'PENDING'),
    aTicket('100.00', 'VOIDED'),
    aTicket('200.00', 'VOIDING'),
    aTicket('1500.50', 'SYNCED'),
    aTicket('900.00', 'SYNCED', 'yesterday'),
  ]
  expect(tonightsSales(tickets, (iso) => iso === 'tonight')).toEqual({ count: 2, amount: 800_050 })
  expect(tonightsSales([], () => true)).toEqual({ count: 0, amount: 0 })
})
