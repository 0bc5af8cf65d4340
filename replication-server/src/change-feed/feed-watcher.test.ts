import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { FeedPositions } from './feed-database.ts'
import { FeedWatcher } from './feed-watcher.ts'
import { listenForMoves } from './listen-for-moves.ts'

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 60_000, interval: 10 })

function aWatchedFeed() {
  const feed = { seq: 0, epoch: 'k3v9k3v9k3v9', byCollection: new Map<string, number>(), looks: 0, isDown: false }
  const faults: unknown[] = []
  const read = async (): Promise<FeedPositions> => {
    feed.looks++
    if (feed.isDown) throw new Error('the database is gone')
    return { seq: feed.seq, epoch: feed.epoch, byCollection: new Map(feed.byCollection), purges: new Map() }
  }
  const reader = { readSequence: read, readPositions: read }
  const watcher = new FeedWatcher(reader, (fault) => faults.push(fault))
  onTestFinished(() => watcher.stop())
  const move = (collection: string) => void feed.byCollection.set(collection, ++feed.seq)
  return { feed, faults, reader, watcher, move }
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
    await eventually(() => expect(feed.looks).toBeGreaterThan(0))
    stop()
    await watcher.stop()
    const { looks } = feed
    watcher.lookNow()
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect(feed.looks).toBe(looks)
  })

  it('tells only of the collections that moved since listening began, and of all after a new epoch', async () => {
    const { feed, reader, watcher, move } = aWatchedFeed()
    const heard: (readonly string[])[] = []
    move('products')
    move('partners')
    await listenForMoves(watcher, reader, (moved) => heard.push(moved))
    move('partners')
    await eventually(() => expect(heard).toEqual([['partners']]))
    feed.epoch = 'another12345'
    await eventually(() => expect(heard).toEqual([['partners'], ['products', 'partners']]))
  })

  it('has no listener where the database could not say where the feed stands', async () => {
    const { feed, reader, watcher } = aWatchedFeed()
    feed.isDown = true
    await expect(listenForMoves(watcher, reader, () => {})).rejects.toThrow('the database is gone')
    await watcher.stop()
    const { looks } = feed
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect(feed.looks).toBe(looks)
  })

  it('goes on after the database came back', async () => {
    const { feed, faults, watcher, move } = aWatchedFeed()
    const heard: FeedPositions[] = []
    feed.isDown = true
    watcher.listen((positions) => heard.push(positions))
    await eventually(() => expect(faults).toHaveLength(1))
    feed.isDown = false
    move('visits')
    watcher.lookNow()
    await eventually(() => expect(heard.map(({ byCollection }) => [...byCollection.keys()])).toEqual([['visits']]))
  })
})
