import { expect, it } from 'vitest'
import { eventually } from '../eventually.ts'
import { renewEpoch } from '../../replication-server/src/change-feed/renew-epoch-database.ts'
import { describeEachDatabase } from '../each-database.ts'
import { aClub, outboxDrained, page, type Club } from './club.ts'

const A_LONG_TIME_MS = 20_000
const never = new AbortController().signal

describeEachDatabase((openFresh) => {
  it('wakes a waiter when its collection moves, and not when another does', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    const { lastSeq } = await page(feed, 'products')
    const waiting = feed.waitForChange('products', lastSeq, A_LONG_TIME_MS, never)
    await club.kysely.insertInto('Partners').values({ partner_name: 'Ana' }).execute()
    await outboxDrained(club)
    expect(await feed.waitForChange('products', lastSeq, 300, never)).toBe(false)
    await insertProduct(club)
    expect(await waiting).toBe(true)
    expect((await page(feed, 'products', lastSeq)).results).toHaveLength(1)
  })

  it('wakes a waiter when the sequencer of another process moved the feed', async () => {
    const club = await aClub(openFresh)
    const reader = club.openFeed()
    club.startFeed()
    const waiting = reader.waitForChange('products', null, A_LONG_TIME_MS, never)
    await insertProduct(club)
    expect(await waiting).toBe(true)
  })

  it('does not wait for what is there already', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await insertProduct(club)
    await outboxDrained(club)
    expect(await feed.waitForChange('products', null, A_LONG_TIME_MS, never)).toBe(true)
  })

  it('wakes a client each time that waits again as soon as it was woken', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    let { lastSeq } = await page(feed, 'products')
    for (let round = 0; round < 10; round++) {
      const waiting = feed.waitForChange('products', lastSeq, A_LONG_TIME_MS, never)
      await insertProduct(club)
      expect(await waiting).toBe(true)
      lastSeq = (await page(feed, 'products', lastSeq)).lastSeq
    }
  })

  it('wakes a waiter whose epoch ended', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    const { lastSeq } = await page(feed, 'products')
    const waiting = feed.waitForChange('products', lastSeq, A_LONG_TIME_MS, never)
    await renewEpoch(club.database)
    expect(await waiting).toBe(true)
  })

  it('gives up waiting when the time is over, the client left, or the feed stops', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    expect(await feed.waitForChange('products', null, 20, never)).toBe(false)
    const client = new AbortController()
    const left = feed.waitForChange('products', null, A_LONG_TIME_MS, client.signal)
    client.abort()
    expect(await left).toBe(false)
    const stopped = feed.waitForChange('products', null, A_LONG_TIME_MS, never)
    await feed.stop()
    expect(await stopped).toBe(false)
  })

  it('tells listeners which collection moved and where to, until they stop listening', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    const heard: { collection: string; seq: string }[] = []
    const stopListening = await feed.onUpdate((update) => heard.push(update))
    await insertProduct(club)
    await eventually(() => expect(heard).toHaveLength(1))
    expect(heard).toEqual([{ collection: 'products', seq: (await feed.describe('products')).updateSeq }])

    await club.kysely.insertInto('Partners').values({ partner_name: 'Ana' }).execute()
    await eventually(() => expect(heard.map(({ collection }) => collection)).toEqual(['products', 'partners']))

    stopListening()
    await insertProduct(club)
    expect(await feed.waitForChange('products', heard[0]!.seq, A_LONG_TIME_MS, never)).toBe(true)
    expect(heard).toHaveLength(2)
  })

  it('tells a listener nothing of what moved before it listened, and everything after', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await insertProduct(club)
    await outboxDrained(club)
    for (let round = 0; round < 10; round++) {
      const heard: string[] = []
      const stopListening = await feed.onUpdate(({ collection }) => heard.push(collection))
      await club.kysely.insertInto('Partners').values({ partner_name: 'Ana' }).execute()
      await eventually(() => expect(heard).not.toEqual([]))
      expect(heard).toEqual(['partners'])
      stopListening()
    }
  })
})

async function insertProduct({ kysely }: Club): Promise<void> {
  await kysely.insertInto('Products_Services').values({ price: '10.00' }).execute()
}
