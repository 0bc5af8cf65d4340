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
  const [head, fernet, gin, end] = shiftCsv(shiftSales([aTicket()]), say).split('\r\n')
  expect(head).toMatch(/^\uFEFFTicket;Fecha;Hora;Terminal;Cajero;/)
  const before = '1-0251;2026-11-25;02:44:10;Barra 1;Caro;"Julieta ""Juli"" Ferreyra";0533'
  const after = ";Pendiente;;;'=2+2;019ab3c4-0000-7000-8000-000000000001"
  expect(fernet).toBe(`${before};Fernet con cola;2;6500,10;13000,20;${after}`)
  expect(gin).toBe(`${before};"Gin; tonic";1;7500,20;7500,20;${after}`)
  expect(end).toBe('')
})

test('the amounts add up to the shift’s total, with what it does not count beside them, and say why', () => {
  const because = { at: '2026-11-25T06:00:00.000Z', by: 'Caro', reason: 'Se equivocó de trago' }
  const cancellation = { id: 'v', created_offline: true, terminal: 'Barra 1' }
  const from = { id_visit: 91, id_bracelet: '0417', guest_name: 'Martín Sosa' }
  const moved = { ...because, kind: 'moved' as const, reason: 'Otra pulsera', from }
  const voided = { ...because, kind: 'voided' as const, cancellation }
  const tickets = [
    aTicket({ id: 'a', changes: [{ ...because, kind: 'retried' }] }),
    aTicket({ id: 'b', sync_status: 'VOIDED', changes: [moved, voided] }),
    aTicket({ id: 'c', sync_status: 'VOIDING', changes: [voided] }),
  ]
  const sales = shiftSales(tickets)
  const rows = readRows(shiftCsv(sales, say))
  expect(sumOf(rows, 'Importe')).toBe(sales.totals.amount)
  expect(sumOf(rows, 'Fuera del total')).toBe(41_000_80)
  expect(rows[2]).toMatchObject({ Importe: '0,00', 'Fuera del total': '13000,20', Estado: 'Anulado' })
  expect(rows.map(({ Motivo }) => Motivo).filter((_, line) => line % 2 === 0)).toEqual([
    '',
    'Movido: Otra pulsera · Anulado: Se equivocó de trago',
    'Anulado: Se equivocó de trago',
  ])

  const closing = { by_itself: false, totals: sales.totals, voided: ['b', 'c'] }
  const since = [
    aTicket({ id: 'a', sync_status: 'VOIDED', changes: [voided] }),
    tickets[1]!,
    aTicket({ id: 'c', sync_status: 'SYNCED', changes: [voided] }),
  ]
  const later = readRows(shiftCsv(shiftSales(since, closing), say))
  expect(sumOf(later, 'Importe')).toBe(closing.totals.amount)
  expect(later[0]).toMatchObject({ Importe: '13000,20', Estado: 'Anulado después del cierre' })
  expect(later[4]).toMatchObject({ Importe: '0,00', 'Fuera del total': '13000,20', Estado: 'Sincronizado' })
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

function readRows(csv: string): Record<string, string>[] {
  const [head, ...rows] = csv
    .replaceAll('"Gin; tonic"', '')
    .trim()
    .split('\r\n')
    .map((row) => row.split(';'))
  return rows.map((row) => Object.fromEntries(row.map((cell, index) => [head![index]!, cell])))
}

function sumOf(rows: readonly Record<string, string>[], column: string): number {
  return rows.reduce((sum, row) => sum + Number(row[column]!.replace(',', '')), 0)
}
