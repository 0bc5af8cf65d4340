import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { FeedPositions } from './feed-database.ts'
import { FeedWatcher } from './feed-watcher.ts'

function aWatchedFeed() {
  const feed = { seq: 0, epoch: 'k3v9k3v9k3v9', byCollection: new Map<string, number>(), looks: 0, isDown: false }
  const faults: unknown[] = []
  const read = async (): Promise<FeedPositions> => {
    feed.looks++
    if (feed.isDown) throw new Error('the database is gone')
    return { seq: feed.seq, epoch: feed.epoch, byCollection: new Map(feed.byCollection) }
  }
  const watcher = new FeedWatcher({ readSequence: read, readPositions: read }, (fault) => faults.push(fault))
  onTestFinished(() => watcher.stop())
  const move = (collection: string) => void feed.byCollection.set(collection, ++feed.seq)
  return { feed, faults, watcher, move }
}

describe('the feed watcher', () => {
  it('tells a listener that comes the moment the last one left', async () => {
    const { watcher, move } = aWatchedFeed()
    for (let round = 0; round < 20; round++) {
      move('products')
      await new Promise<void>((resolve) => {
        const stop = watcher.listen(() => {
          stop()
          resolve()
        })
      })
      // The watcher ends some microtasks after its last listener left: a new one must be served from any of them.
      for (let microtask = 0; microtask < round; microtask++) await Promise.resolve()
    }
  })

  it('asks nothing while nobody listens', async () => {
    const { feed, watcher } = aWatchedFeed()
    const stop = watcher.listen(() => {})
    await vi.waitFor(() => expect(feed.looks).toBeGreaterThan(0))
    stop()
    await watcher.stop()
    const { looks } = feed
    watcher.lookNow()
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect(feed.looks).toBe(looks)
  })

  it('tells only of the collections that moved, and of all after a new epoch', async () => {
    const { feed, watcher, move } = aWatchedFeed()
    const heard: (readonly string[])[] = []
    move('products')
    move('partners')
    watcher.listen((moved) => heard.push(moved))
    await vi.waitFor(() => expect(heard).toEqual([['products', 'partners']]))
    move('partners')
    await vi.waitFor(() => expect(heard.at(-1)).toEqual(['partners']))
    feed.epoch = 'another12345'
    await vi.waitFor(() => expect(heard).toHaveLength(3))
    expect(heard.at(-1)).toEqual(['products', 'partners'])
  })

  it('goes on after the database came back', async () => {
    const { feed, faults, watcher, move } = aWatchedFeed()
    const heard: (readonly string[])[] = []
    feed.isDown = true
    watcher.listen((moved) => heard.push(moved))
    await vi.waitFor(() => expect(faults).toHaveLength(1))
    feed.isDown = false
    move('visits')
    watcher.lookNow()
    await vi.waitFor(() => expect(heard).toEqual([['visits']]))
  })
})
