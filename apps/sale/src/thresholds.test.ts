import { expect, test } from 'vitest'
import { tooManyPending } from './thresholds.ts'

test('ten pending tickets are not too many, eleven are', () => {
  expect(tooManyPending(10)).toBe(false)
  expect(tooManyPending(11)).toBe(true)
})
