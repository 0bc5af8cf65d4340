import { expect, test } from 'vitest'
import type { StoredTicket } from '@barra/local-store'
import { salesOf } from './sales-of.ts'

function aTicket(ticket_amount: string, sync_status: StoredTicket['sync_status']) {
  return { ticket_amount, sync_status }
}

test('what was voided was not sold, as in the shift', () => {
  const tickets = [
    aTicket('6500.00', 'PENDING'),
    aTicket('100.00', 'VOIDED'),
    aTicket('200.00', 'VOIDING'),
    aTicket('1500.50', 'SYNCED'),
  ]
  expect(salesOf(tickets)).toEqual({ count: 2, amount: 800_050 })
  expect(salesOf([])).toEqual({ count: 0, amount: 0 })
})
