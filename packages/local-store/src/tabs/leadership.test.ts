import { expect, test } from 'vitest'
import { newId } from '@barra/domain'
import { holdLeadership } from './leadership.ts'

/** A candidate that notes when it leads and when it stopped. */
function aCandidate(name: string) {
  const candidate = { isLeading: false, resign: () => Promise.resolve() }
  candidate.resign = holdLeadership(name, () => {
    candidate.isLeading = true
    return async () => {
      await Promise.resolve()
      candidate.isLeading = false
    }
  })
  return candidate
}

test('one leads until it resigns, then the next', async () => {
  const name = newId()
  const [first, second] = [aCandidate(name), aCandidate(name)]
  await expect.poll(() => first.isLeading).toBe(true)
  expect(second.isLeading).toBe(false)
  await first.resign()
  expect(first.isLeading).toBe(false)
  await expect.poll(() => second.isLeading).toBe(true)
  await second.resign()
})

test('stops waiting at once, even if it had only just begun to', async () => {
  const name = newId()
  const leader = aCandidate(name)
  await expect.poll(() => leader.isLeading).toBe(true)
  const hasty = aCandidate(name)
  await hasty.resign()
  await leader.resign()
  const next = aCandidate(name)
  await expect.poll(() => next.isLeading).toBe(true)
  expect(hasty.isLeading).toBe(false)
  await next.resign()
})
