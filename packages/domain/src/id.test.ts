import { expect, test } from 'vitest'
import { newId } from './id.ts'

test('an identity sorts after the one it follows, though the clock was set back since', () => {
  const first = '01ffffff-ffff-7000-8000-000000000000'
  const second = newId({ after: first })
  const third = newId({ after: second })
  expect([third, first, second].toSorted()).toEqual([first, second, third])
  expect(newId() < first).toBe(true)
})
