import { expect, test } from 'vitest'
import { DEFAULT_THRESHOLDS, isClockOff, thresholdsFrom, tooManyPending } from './thresholds.ts'

test('ten pending tickets are not too many, eleven are', () => {
  expect(tooManyPending(10)).toBe(false)
  expect(tooManyPending(11)).toBe(true)
})

test('a clock a minute off is let be, one that is further off either way is not', () => {
  expect([60_000, -60_000].map(isClockOff)).toEqual([false, false])
  expect([60_001, -60_001].map(isClockOff)).toEqual([true, true])
})

test('what a manager set counts, and what makes no sense is as if nobody had set it', () => {
  expect(thresholdsFrom({ pendingTickets: 3, partnersHours: 48 })).toEqual({
    ...DEFAULT_THRESHOLDS,
    pendingTickets: 3,
    partnersHours: 48,
  })
  expect(thresholdsFrom({ pendingTickets: 0, visitsMinutes: -1, failuresInARow: 'many', other: 7 })).toEqual(DEFAULT_THRESHOLDS)
  expect(thresholdsFrom(null)).toEqual(DEFAULT_THRESHOLDS)
})
