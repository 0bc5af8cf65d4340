import { describe, expect, it } from 'vitest'
import { defaultCollections } from '../configuration/default-collections.ts'
import { windowClock } from './window.ts'

const collection = (name: string) => defaultCollections.find((candidate) => candidate.name === name)!
const firstDayAt = (now: string, name = 'visits') =>
  windowClock(() => new Date(now), 'America/Argentina/Buenos_Aires')(collection(name))

describe('the window', () => {
  it('begins three days before the business day', () => {
    expect(firstDayAt('2026-11-24T22:00:00-03:00')).toBe('2026-11-21')
  })

  it('moves at 08:00 club time, not at midnight', () => {
    expect(firstDayAt('2026-11-25T07:59:59-03:00')).toBe('2026-11-21')
    expect(firstDayAt('2026-11-25T08:00:00-03:00')).toBe('2026-11-22')
  })

  it('is none for a collection without one', () => {
    expect(firstDayAt('2026-11-24T22:00:00-03:00', 'products')).toBeNull()
  })
})
