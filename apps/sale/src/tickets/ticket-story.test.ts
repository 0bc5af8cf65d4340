import { expect, test } from 'vitest'
import type { PushAttempt, StoredTicket } from '@barra/local-store'
import { aTicket } from './a-ticket.ts'
import { ticketStory } from './ticket-story.ts'

const kinds = (ticket: StoredTicket) => ticketStory(ticket).map(({ kind }) => kind)
const attempt = (at: string, outcome: PushAttempt['outcome'], code: string | null = null): PushAttempt => ({
  at: `2026-11-25T${at}:00-03:00`,
  outcome,
  code,
  message: null,
})

test('a pending ticket was sold and waits', () => {
  expect(kinds(aTicket())).toEqual(['soldOffline', 'waiting'])
  expect(kinds(aTicket({ created_offline: false }))).toEqual(['sold', 'waiting'])
})

test('attempts and decisions come in the order in which they happened, a decision before what it led to', () => {
  const ticket = aTicket({
    sync_status: 'ERROR',
    error_code: 'visit_closed',
    attempts: [
      attempt('03:05', 'no_answer', 'timeout'),
      attempt('03:06', 'refused', 'visit_closed'),
      attempt('03:07', 'refused', 'visit_closed'),
    ],
    changes: [{ kind: 'retried', at: '2026-11-25T03:07:00-03:00', by: 'Caro', reason: 'salió y volvió a entrar' }],
  })
  expect(kinds(ticket)).toEqual(['soldOffline', 'no_answer', 'refused', 'retried', 'refused'])
  expect(ticketStory(ticket)[3]).toMatchObject({ by: 'Caro', reason: 'salió y volvió a entrar' })
})

test('a moved ticket says whose it was', () => {
  const from = { id_visit: 95, id_bracelet: '0533', guest_name: 'Julieta Ferreyra' }
  const ticket = aTicket({
    id_visit: 90,
    changes: [{ kind: 'moved', at: '2026-11-25T03:07:00-03:00', by: null, reason: 'otra mesa', from }],
  })
  expect(ticketStory(ticket)[1]).toMatchObject({ kind: 'moved', detail: 'Julieta Ferreyra (0533)' })
  expect(kinds(ticket).at(-1)).toBe('waiting')
})

test('one that waits to be voided says so, and one that is voided waits for nothing', () => {
  const cancellation = { id: 'c', created_offline: false, terminal: 'Barra 1' }
  const changes = [{ kind: 'voided', at: '2026-11-25T03:07:00-03:00', by: null, reason: 'error', cancellation } as const]
  expect(kinds(aTicket({ sync_status: 'VOIDING', changes }))).toEqual(['soldOffline', 'voided', 'waitingVoid'])
  expect(kinds(aTicket({ sync_status: 'VOIDED', changes, attempts: [attempt('03:08', 'taken_back')] }))).toEqual([
    'soldOffline',
    'voided',
    'taken_back',
  ])
})

test('a stored ticket has its number there', () => {
  const ticket = aTicket({ sync_status: 'SYNCED', remote_id_ticket: '4021', attempts: [attempt('03:08', 'stored')] })
  expect(ticketStory(ticket).at(-1)).toMatchObject({ kind: 'stored', detail: '4021' })
})

test('tickets of an earlier version, which kept no attempts, tell how they ended', () => {
  const synced = { sync_status: 'SYNCED', synced_at: '2026-11-25T03:08:00-03:00', remote_id_ticket: '4021' } as const
  expect(ticketStory(aTicket(synced)).at(-1)).toMatchObject({ kind: 'stored', at: synced.synced_at, detail: '4021' })
  expect(kinds(aTicket({ ...synced, was_duplicate: true })).at(-1)).toBe('already_there')
  expect(ticketStory(aTicket({ sync_status: 'ERROR', error_code: 'visit_closed' })).at(-1)).toMatchObject({
    kind: 'refused',
    at: null,
    detail: 'visit_closed',
  })
  expect(kinds(aTicket({ error_code: 'lost_by_server' }))).toEqual(['soldOffline', 'lost', 'waiting'])
})
