import { expect, test } from 'vitest'
import { firstIdAt, idTime, newId } from './id.ts'

test('an identity sorts after the one it follows, though the clock was set back since', () => {
  const first = '01ffffff-ffff-7000-8000-000000000000'
  const second = newId({ after: first })
  const third = newId({ after: second })
  expect([third, first, second].toSorted()).toEqual([first, second, third])
  expect(newId() < first).toBe(true)
})

test('an identity carries the time it is given, and stands between that moment and the next', () => {
  const at = new Date('2026-11-25T01:12:31.500Z')
  const id = newId({ at })
  expect(idTime(id)).toBe(at.getTime())
  expect([firstIdAt(new Date(at.getTime() + 1)), id, firstIdAt(at)].toSorted()).toEqual([
    firstIdAt(at),
    id,
    firstIdAt(new Date(at.getTime() + 1)),
  ])
  const later = newId({ at, after: '01ffffff-ffff-7000-8000-000000000000' })
  expect(later > '01ffffff-ffff-7000-8000-000000000000').toBe(true)
})
