import { expect, test } from 'vitest'
import { normalizeBracelet } from './visit.ts'

test('bracelets compare without case and trailing spaces, and keep their leading zeros', () => {
  expect(normalizeBracelet('AB12  ')).toBe('ab12')
  expect(normalizeBracelet('0417')).not.toBe(normalizeBracelet('417'))
  expect(normalizeBracelet(null)).toBe('')
})
