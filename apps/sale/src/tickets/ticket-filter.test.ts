import { expect, test } from 'vitest'
import { aTicket } from './a-ticket.ts'
import { groupTickets, searchTickets } from './ticket-filter.ts'

const line = (description: string) => ({
  id_product_service: 4,
  description,
  quantity: 1,
  unit_price: '6500.00',
  payed: false as const,
  state: 'NO PAGADO' as const,
})
const julieta = aTicket({ ticket_details: [line('Fernet con cola'), line('Café')] })
const ramiro = aTicket({
  id: 'r',
  ticket_number: '1-0250',
  guest_name: 'Ramiro Quiroga',
  id_bracelet: '0146',
  id_visit: 31,
  ticket_amount: '7500.00',
  ticket_date: '2026-11-25T08:00:00-03:00',
})
const all = [julieta, ramiro]
const found = (words: string) => searchTickets(all, { words, night: '', id_visit: null })

test.each([
  ['1-0251', [julieta]],
  ['julieta', [julieta]],
  ['0146', [ramiro]],
  ['20.500', [julieta]],
  ['20500', [julieta]],
  ['7500.00', [ramiro]],
  ['cafe fernet', [julieta]],
  ['', all],
  ['julieta ramiro', []],
])('finds by number, guest, bracelet, amount and product: %j', (words, tickets) => {
  expect(found(words)).toEqual(tickets)
})

test('a night ends at 08:00', () => {
  expect(searchTickets(all, { words: '', night: '2026-11-24', id_visit: null })).toEqual([julieta])
  expect(searchTickets(all, { words: '', night: '2026-11-25', id_visit: null })).toEqual([ramiro])
})

test('shows what one guest had', () => {
  expect(searchTickets(all, { words: '', night: '', id_visit: 31 })).toEqual([ramiro])
})

test('what is to be voided is pending and voided at once', () => {
  const voiding = aTicket({ sync_status: 'VOIDING' })
  const groups = groupTickets([voiding, ramiro, aTicket({ id: 's', sync_status: 'SYNCED' })])
  expect(groups.pending).toEqual([voiding, ramiro])
  expect(groups.voided).toEqual([voiding])
  expect(groups.sent).toHaveLength(1)
})
