import { expect, test } from 'vitest'
import { notYetPushed } from '@barra/domain'
import type { LoggedError, StoredTicket } from '@barra/local-store'
import { ticketStory } from './ticket-story.ts'

function aTicket(ticket: Partial<StoredTicket> = {}): StoredTicket {
  return {
    id: '0199d5b0-0000-7000-8000-000000000001',
    ticket_number: '1-0251',
    guest_name: 'Julieta Ferreyra',
    id_visit: 95,
    id_bracelet: '0533',
    ticket_date: '2026-11-25T02:44:00-03:00',
    ticket_amount: '20500.00',
    observations: '',
    created_offline: true,
    terminal: 'Barra 1',
    ticket_details: [],
    ...notYetPushed,
    ...ticket,
  }
}

function anError(error: Partial<LoggedError> = {}): LoggedError {
  const at = '2026-11-25T03:06:00-03:00'
  return { id: at, at, kind: 'ticket_refused', subject: '1-0251', code: 'visit_closed', message: '', failuresInARow: 1, ...error }
}

const kinds = (ticket: StoredTicket, log: readonly LoggedError[] = []) => ticketStory(ticket, log).map(({ kind }) => kind)

test('a pending ticket was sold and waits', () => {
  expect(kinds(aTicket())).toEqual(['soldOffline', 'waiting'])
  expect(kinds(aTicket({ created_offline: false }))).toEqual(['sold', 'waiting'])
})

test('its own lines of the log come between, oldest first, and no other ticket’s', () => {
  const log = [
    anError({ at: '2026-11-25T03:07:00-03:00' }),
    anError({ at: '2026-11-25T03:05:00-03:00', kind: 'push_failed', code: 'timeout' }),
    anError({ subject: '1-0252' }),
  ]
  expect(kinds(aTicket({ sync_status: 'ERROR', error_code: 'visit_closed' }), log)).toEqual(['soldOffline', 'failed', 'refused'])
})

test('a refusal shows even when the log no longer holds it', () => {
  expect(ticketStory(aTicket({ sync_status: 'ERROR', error_code: 'visit_closed' }), []).at(-1)).toEqual({
    kind: 'refused',
    at: null,
    detail: 'visit_closed',
  })
})

test('tells a stored ticket from one that was there already', () => {
  const synced = { sync_status: 'SYNCED', synced_at: '2026-11-25T03:08:00-03:00', remote_id_ticket: '4021' } as const
  expect(ticketStory(aTicket(synced), []).at(-1)).toEqual({ kind: 'synced', at: synced.synced_at, detail: '4021' })
  expect(kinds(aTicket({ ...synced, was_duplicate: true })).at(-1)).toBe('duplicate')
})

test('a ticket that the server lost says so, also when the log no longer holds it', () => {
  const lost = aTicket({ error_code: 'lost_by_server', error_message: 'restored' })
  expect(kinds(lost, [anError({ kind: 'ticket_lost', code: 'lost_by_server' })])).toEqual(['soldOffline', 'lost', 'waiting'])
  expect(kinds(lost)).toEqual(['soldOffline', 'lost', 'waiting'])
})
