import { expect, test } from 'vitest'
import { durationText } from './duration.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

test.each([
  [0, '1 s'],
  [9 * SECOND, '9 s'],
  [MINUTE, '1 min'],
  [59.9 * MINUTE, '59 min'],
  [HOUR, '1 h'],
  [95 * MINUTE, '1 h 35 min'],
  [5 * HOUR + 59 * MINUTE, '5 h 59 min'],
  [6 * HOUR + 4 * MINUTE, '6 h'],
  [29 * HOUR, '29 h'],
  [48 * HOUR, '2 días'],
])('tells %i ms as "%s"', (durationMs, text) => {
  expect(durationText(durationMs, 'es-AR')).toBe(text.replaceAll(' ', '\u00a0'))
})
