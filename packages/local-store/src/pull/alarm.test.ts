import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Alarm } from './alarm.ts'

const HOUR_MS = 3_600_000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Waits that long and tells whether it is over. */
function waiting(alarm: Alarm, ms: number): { isOver: boolean } {
  const state = { isOver: false }
  void alarm.wait(ms).then(() => (state.isOver = true))
  return state
}

test('waits its time', async () => {
  const wait = waiting(new Alarm(), HOUR_MS)
  await vi.advanceTimersByTimeAsync(HOUR_MS - 1)
  expect(wait.isOver).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(wait.isOver).toBe(true)
})

test('notices within half a minute that the machine slept past its time', async () => {
  const wait = waiting(new Alarm(), 24 * HOUR_MS)
  await vi.advanceTimersByTimeAsync(45_000)
  vi.setSystemTime(Date.now() + 30 * HOUR_MS)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(wait.isOver).toBe(true)
})

test('rings when the clock is set back rather than wait for the same hour again', async () => {
  const wait = waiting(new Alarm(), 24 * HOUR_MS)
  vi.setSystemTime(Date.now() - 2 * HOUR_MS)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(wait.isOver).toBe(true)
})

test('rings at once, or at the start of the next wait when nobody waited', async () => {
  const alarm = new Alarm()
  const first = waiting(alarm, HOUR_MS)
  alarm.ring()
  await vi.advanceTimersByTimeAsync(0)
  expect(first.isOver).toBe(true)
  alarm.ring()
  const second = waiting(alarm, HOUR_MS)
  await vi.advanceTimersByTimeAsync(0)
  expect(second.isOver).toBe(true)
  const third = waiting(alarm, HOUR_MS)
  await vi.advanceTimersByTimeAsync(HOUR_MS / 2)
  expect(third.isOver).toBe(false)
})
