import { describe, expect, it } from 'vitest'
import { revisionOf } from './revision.ts'

const first = { epoch: 'k3v9k3v9k3v9', collection: 'products', docId: '4', generation: 1 }

describe('a revision', () => {
  it('is the generation and 32 hex digits', () => {
    expect(revisionOf(first)).toMatch(/^1-[0-9a-f]{32}$/)
    expect(revisionOf({ ...first, generation: 120 })).toMatch(/^120-[0-9a-f]{32}$/)
  })

  it('never changes for the same document, generation and epoch', () => {
    // A literal: terminals and CouchDB-style clients remember revisions across releases.
    expect(revisionOf(first)).toBe('1-b6026207fed780d92ba807481aac44a0')
  })

  it.each([{ epoch: 'other' }, { collection: 'partners' }, { docId: '40' }, { generation: 2 }])('depends on %o', (other) => {
    expect(revisionOf({ ...first, ...other }).split('-')[1]).not.toBe(revisionOf(first).split('-')[1])
  })

  it('does not confuse neighbours of its parts', () => {
    expect(revisionOf({ ...first, epoch: 'ab', collection: 'c' })).not.toBe(
      revisionOf({ ...first, epoch: 'a', collection: 'bc' }),
    )
  })
})
