import { expect, test } from 'vitest'
import type { PushState } from '@barra/local-store'
import { updateWait } from './update-wait.ts'

const idle: PushState = { kind: 'idle', lastOutcome: null }
const free = { hasOpenOrder: false, push: idle, pendingCount: 0 }

test('an update waits for the open order, then for a push anywhere, then for what is pending', () => {
  expect(updateWait(free)).toBeNull()
  expect(updateWait({ ...free, hasOpenOrder: true, pendingCount: 3 })).toEqual({ kind: 'order' })
  expect(updateWait({ ...free, push: { kind: 'running_elsewhere' }, pendingCount: 3 })).toEqual({ kind: 'push' })
  expect(updateWait({ ...free, pendingCount: 3 })).toEqual({ kind: 'tickets', count: 3 })
})

test('what is not known yet is waited for', () => {
  expect(updateWait({ ...free, hasOpenOrder: undefined })).toEqual({ kind: 'order' })
  expect(updateWait({ ...free, push: undefined })).toEqual({ kind: 'push' })
})
