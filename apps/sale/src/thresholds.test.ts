import { expect, test } from 'vitest'
import { isClockOff, tooManyPending } from './thresholds.ts'

test('ten pending tickets are not too many, eleven are', () => {
  expect(tooManyPending(10)).toBe(false)
  expect(tooManyPending(11)).toBe(true)
})

test('a clock a minute off is let be, one that is further off either way is not', () => {
  expect([60_000, -60_000].map(isClockOff)).toEqual([false, false])
  expect([60_001, -60_001].map(isClockOff)).toEqual([true, true])
})
