import { expect, test } from 'vitest'
import type { PushOutcome, PushProgress, ServerState } from '@barra/local-store'
import { pushHeading, remainingMs, syncedCount } from './push-heading.ts'

const at = '2026-11-25T03:00:00-03:00'
const online: ServerState = { kind: 'online', since: at }
const offline: ServerState = { kind: 'offline', since: at, cause: 'server_down' }
const progress: PushProgress = { total: 41, done: 22, sent: 19, duplicates: 2, refused: 1, failed: 1 }
const idle = (lastOutcome: PushOutcome | null = null) => ({ kind: 'idle', lastOutcome }) as const

test('a cycle under way shows even when the server seems gone', () => {
  expect(pushHeading({ kind: 'running', progress, startedAt: at, isStopping: false }, offline, 3).kind).toBe('running')
})

test('without a server, waiting tickets cannot be pushed; without tickets, nothing is missed', () => {
  expect(pushHeading(idle(), offline, 1).kind).toBe('unavailable')
  expect(pushHeading(idle(), offline, 0).kind).toBe('nothing')
})

test('how far a cycle came that the server’s end broke off stays beside that the server is gone', () => {
  const brokenOff = { kind: 'interrupted', progress, endedAt: at, code: 'network', message: '' } as const
  expect(pushHeading(idle(brokenOff), offline, 20)).toEqual({ kind: 'unavailable', brokenOff })
  expect(pushHeading(idle({ kind: 'completed', progress, endedAt: at }), offline, 1)).toMatchObject({ brokenOff: null })
})

test('a refusal to start is no result to keep showing', () => {
  expect(pushHeading(idle({ kind: 'server_unavailable' }), online, 3).kind).toBe('waiting')
  expect(pushHeading(idle({ kind: 'nothing_pending' }), online, 0).kind).toBe('nothing')
})

test('how the last cycle ended stays while new tickets wait', () => {
  expect(pushHeading(idle({ kind: 'completed', progress, endedAt: at }), online, 2).kind).toBe('result')
})

test('tickets that were already there count as synchronised', () => {
  expect(syncedCount(progress)).toBe(21)
})

test('the rest is estimated from the pace so far, once there is one', () => {
  expect(remainingMs({ ...progress, total: 40, done: 10 }, 5_000)).toBe(15_000)
  expect(remainingMs({ ...progress, done: 0 }, 5_000)).toBeNull()
})
