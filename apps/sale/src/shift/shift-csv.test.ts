import { expect, test } from 'vitest'
import type { StoredTicket } from '@barra/local-store'
import { es } from '../locales/es/index.ts'
import { shiftCsv } from './shift-csv.ts'
import { shiftAmount, shiftSales } from './shift-sales.ts'
import { ticketsByShift } from './tickets-by-shift.ts'

function aTicket(fields: Partial<StoredTicket> = {}): StoredTicket {
  return {
    id: '019ab3c4-0000-7000-8000-000000000001',
    ticket_number: '1-0251',
    guest_name: 'Julieta "Juli" Ferreyra',
    id_visit: 90,
    id_bracelet: '0533',
    ticket_date: '2026-11-25T02:44:10-03:00',
    ticket_amount: '20500.40',
    observations: '=2+2',
    created_offline: true,
    terminal: 'Barra 1',
    ticket_details: [
      {
        id_product_service: 4,
        description: 'Fernet con cola',
        quantity: 2,
        unit_price: '6500.10',
        payed: false,
        state: 'NO PAGADO',
      },
      { id_product_service: 5, description: 'Gin; tonic', quantity: 1, unit_price: '7500.20', payed: false, state: 'NO PAGADO' },
    ],
    cashier: 'Caro',
    shift_id: 'shift-1',
    attempts: [],
    changes: [],
    sync_status: 'PENDING',
    remote_id_ticket: null,
    synced_at: null,
    retry_count: 0,
    error_code: null,
    error_message: null,
    was_duplicate: false,
    ...fields,
  }
}

const say = (key: string) =>
  key.split('.').reduce<unknown>((tree, part) => (tree as Record<string, unknown>)[part], es.shift.csv) as string

test('writes a row for each line, with the night’s own clock and amounts that add up', () => {
  const [head, fernet, gin, end] = shiftCsv([aTicket()], say).split('\r\n')
  expect(head).toMatch(/^\uFEFFTicket;Fecha;Hora;Terminal;Cajero;/)
  const before = '1-0251;2026-11-25;02:44:10;Barra 1;Caro;"Julieta ""Juli"" Ferreyra";0533'
  const after = "Pendiente;;'=2+2;019ab3c4-0000-7000-8000-000000000001"
  expect(fernet).toBe(`${before};Fernet con cola;2;6500,10;13000,20;${after}`)
  expect(gin).toBe(`${before};"Gin; tonic";1;7500,20;7500,20;${after}`)
  expect(end).toBe('')
})

test('counts voided tickets in no sum', () => {
  const tickets = [
    aTicket({ id: 'a' }),
    aTicket({ id: 'b', sync_status: 'ERROR', cashier: null }),
    aTicket({ id: 'c', sync_status: 'VOIDED' }),
    aTicket({ id: 'd', sync_status: 'VOIDING' }),
  ]
  const sales = shiftSales(tickets)
  expect(sales.tickets).toEqual(tickets)
  expect(sales).toMatchObject({ pending: 2, refused: 1, voided: 2, totals: { tickets: 2, amount: 41_000_80 } })
  expect(shiftAmount(tickets)).toBe(41_000_80)
})

test('a closed shift keeps what it came to, and tells apart what was voided or came back since', () => {
  const atClosing = [aTicket({ id: 'a' }), aTicket({ id: 'b' }), aTicket({ id: 'c', sync_status: 'VOIDING' })]
  const closing = { by_itself: false, totals: shiftSales(atClosing).totals, voided: ['c'] }
  expect(shiftSales(atClosing, closing)).toMatchObject({ voided: 1, later: { voided: { tickets: 0, amount: 0 }, added: 0 } })
  const since = [aTicket({ id: 'a' }), aTicket({ id: 'b', sync_status: 'VOIDED' }), aTicket({ id: 'c', sync_status: 'SYNCED' })]
  const sales = shiftSales(since, closing)
  expect(sales).toMatchObject({ voided: 0, later: { voided: { tickets: 1, amount: 20_500_40 }, added: 20_500_40 } })
  expect(sales.totals).toEqual(closing.totals)
  expect(shiftAmount([aTicket({ id: 'a' })], closing)).toBe(41_000_80)
})

test('a ticket of no shift here stands under the terminal that sold it', () => {
  const shift = { id: 'shift-1', opened_at: '', closed_at: null, closed_by: null, on_duty: null }
  const tickets = [
    aTicket({ id: 'd', terminal: 'Barra 2', shift_id: 'of Barra 2' }),
    aTicket({ id: 'c', shift_id: null }),
    aTicket({ id: 'b' }),
    aTicket({ id: 'a' }),
  ]
  const { ofShift, ofNone } = ticketsByShift(tickets, [shift])
  const ids = (groups: typeof ofShift) => [...groups].map(([key, group]) => [key, group.map(({ id }) => id)])
  expect(ids(ofShift)).toEqual([['shift-1', ['a', 'b']]])
  expect(ids(ofNone)).toEqual([
    ['Barra 1', ['c']],
    ['Barra 2', ['d']],
  ])
})
