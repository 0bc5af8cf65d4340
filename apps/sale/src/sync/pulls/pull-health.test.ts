import { expect, test } from 'vitest'
import type { PullStatus } from '@barra/local-store'
import { pullHealth } from './pull-health.ts'

const now = new Date('2026-11-25T03:00:00-03:00')
const MINUTE = 60_000

function aStatus(status: Partial<PullStatus> & { readonly ageMs?: number } = {}): PullStatus {
  const { ageMs = 2 * MINUTE, ...rest } = status
  return {
    lastSuccessAt: new Date(now.getTime() - ageMs).toISOString(),
    lastError: null,
    failuresInARow: 0,
    documents: 46,
    corrections: { documents: 0, ranges: 0 },
    nextRunAt: null,
    isRunning: false,
    ...rest,
  }
}

test('products are late after MORE than 60 minutes', () => {
  expect(pullHealth('products', aStatus({ ageMs: 60 * MINUTE }), now).kind).toBe('upToDate')
  expect(pullHealth('products', aStatus({ ageMs: 60 * MINUTE + 1 }), now)).toEqual({ kind: 'late', limitMs: 60 * MINUTE })
})

test('data that is still to come by a clock that was set back is late, a minute between two clocks is not', () => {
  expect(pullHealth('products', aStatus({ ageMs: -MINUTE }), now).kind).toBe('upToDate')
  expect(pullHealth('products', aStatus({ ageMs: -120 * MINUTE }), now).kind).toBe('late')
})

test('partners are daily: late after more than 24 hours', () => {
  expect(pullHealth('partners', aStatus({ ageMs: 24 * 60 * MINUTE }), now).kind).toBe('upToDate')
  expect(pullHealth('partners', aStatus({ ageMs: 24 * 60 * MINUTE + 1 }), now).kind).toBe('late')
})

test('the third failure in a row is an error, the first two are retried', () => {
  expect(pullHealth('visits', aStatus({ failuresInARow: 2 }), now)).toEqual({ kind: 'retrying', failures: 2 })
  expect(pullHealth('visits', aStatus({ failuresInARow: 3 }), now)).toEqual({ kind: 'failing', failures: 3 })
})

test('many failures outweigh old data, and a run under way does not hide them', () => {
  const status = aStatus({ failuresInARow: 3, ageMs: 90 * MINUTE, isRunning: true })
  expect(pullHealth('products', status, now).kind).toBe('failing')
})

test('a run under way tells whether what it replaces is too old', () => {
  expect(pullHealth('visits', aStatus({ isRunning: true }), now)).toEqual({ kind: 'running', isLate: false })
  const old = aStatus({ ageMs: 60 * MINUTE + 1, isRunning: true, failuresInARow: 2 })
  expect(pullHealth('visits', old, now)).toEqual({ kind: 'running', isLate: true })
  expect(pullHealth('visits', aStatus({ lastSuccessAt: null, isRunning: true }), now)).toEqual({ kind: 'running', isLate: true })
})

test('a resource that never arrived says so', () => {
  expect(pullHealth('products', aStatus({ lastSuccessAt: null }), now).kind).toBe('never')
})
