import { parseSeq } from '@barra/replication-protocol'
import { renewEpoch } from '@barra/replication-server'
import { expect, it, onTestFinished, vi } from 'vitest'
import { FeedDatabase } from '../../replication-server/src/change-feed/feed-database.ts'
import { describeEachDatabase } from '../each-database.ts'
import { aClub, changeOf, outboxDrained, page, pull, revOf, type Club } from './club.ts'

const REV = /^[1-9]\d*-[0-9a-f]{32}$/

describeEachDatabase((openFresh) => {
  it('raises the generation by exactly 1 per change and tells the same revision to whoever reads again', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    const revs: string[] = []
    for (const price of ['1500.00', '1600.00', '1700.00']) {
      await setPrice(club, price)
      await outboxDrained(club)
      const change = await changeOf(feed, 'products', 4)
      expect(await changeOf(club.startFeed(), 'products', 4)).toEqual(change)
      expect(change.doc).toMatchObject({ _rev: revOf(change), price })
      revs.push(revOf(change))
    }
    expect(revs.map((rev) => rev.split('-')[0])).toEqual(['1', '2', '3'])
    expect(revs.every((rev) => REV.test(rev))).toBe(true)
    expect(new Set(revs.map((rev) => rev.split('-')[1])).size).toBe(3)
  })

  it('moves a changed document to the end of the feed, and holds it once', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await club.kysely
      .insertInto('Products_Services')
      .values([{ id_product_service: 4 }, { id_product_service: 5 }, { id_product_service: 6 }])
      .execute()
    await outboxDrained(club)
    const { lastSeq } = await page(feed, 'products')
    await setPrice(club, '10.00')
    await outboxDrained(club)

    expect((await pull(feed, 'products')).map(({ id }) => id)).toEqual(['5', '6', '4'])
    expect((await pull(feed, 'products', lastSeq)).map(({ id }) => id)).toEqual(['4'])
  })

  it('takes changes of one row between two looks of the sequencer for one change', async () => {
    const club = await aClub(openFresh)
    for (const price of ['1.00', '2.00', '3.00']) await setPrice(club, price)
    const feed = club.startFeed()
    await outboxDrained(club)
    const change = await changeOf(feed, 'products', 4)
    expect(revOf(change)).toMatch(/^1-/)
    expect(change.doc).toMatchObject({ price: '3.00' })
  })

  it('brings a deleted key back as the next generation of the same document', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await setPrice(club, '1500.00')
    await outboxDrained(club)
    await club.kysely.deleteFrom('Products_Services').execute()
    await outboxDrained(club)
    expect(await changeOf(feed, 'products', 4)).toMatchObject({ deleted: true })

    await setPrice(club, '1800.00')
    await outboxDrained(club)
    const change = await changeOf(feed, 'products', 4)
    expect(change.deleted).toBeUndefined()
    expect(change.doc).toMatchObject({ price: '1800.00' })
    expect(change.doc).not.toHaveProperty('_deleted')
    expect(revOf(change)).toMatch(/^3-/)
  })

  it('tells of both keys when a row changes its key', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await setPrice(club, '1500.00')
    await outboxDrained(club)
    await club.kysely.updateTable('Products_Services').set({ id_product_service: 40 }).execute()
    await outboxDrained(club)
    expect(await changeOf(feed, 'products', 4)).toMatchObject({ deleted: true })
    expect(await changeOf(feed, 'products', 40)).toMatchObject({ doc: { id_product_service: 40, price: '1500.00' } })
  })

  it('gives each epoch revisions of its own', async () => {
    const club = await aClub(openFresh)
    await setPrice(club, '1500.00')
    const feed = club.startFeed()
    await outboxDrained(club)
    const before = await changeOf(feed, 'products', 4)
    await club.kysely.updateTable('replication_sequence').set({ epoch: 'anotherepoch1234' }).execute()
    const after = await changeOf(feed, 'products', 4)
    expect(parseSeq(after.seq)).toEqual({ n: parseSeq(before.seq)!.n, epoch: 'anotherepoch1234' })
    expect(revOf(after)).toMatch(/^1-/)
    expect(revOf(after)).not.toBe(revOf(before))
  })

  it('labels no row of a new history with the epoch of the one before, however late the epoch is renewed', async () => {
    const club = await aClub(openFresh)
    await setPrice(club, '1500.00')
    const feed = club.startFeed()
    await outboxDrained(club)
    const before = await page(feed, 'products')

    const renewed = renewWhenAPageIsRead(club)
    const fromTheBeginning = await page(feed, 'products')
    expect(parseSeq(fromTheBeginning.lastSeq)!.epoch).toBe(await renewed())
    expect(fromTheBeginning.results.map(({ seq }) => parseSeq(seq)!.epoch)).toEqual([await renewed()])

    await setPrice(club, '1600.00')
    await outboxDrained(club)
    const renewedAgain = renewWhenAPageIsRead(club)
    const since = fromTheBeginning.lastSeq
    const goingOn = await feed.changes('products', { since, limit: 10, includeDocs: true })
    expect(goingOn).toEqual({ kind: 'epoch_changed', epoch: await renewedAgain() })
    expect(before.lastSeq).not.toBe(since)
  })
})

/** Renews the epoch just before the next page is read, when a request has seen the old one already; tells the new one then. */
function renewWhenAPageIsRead({ database }: Club): () => Promise<string> {
  const { readPage } = FeedDatabase.prototype
  let renewing: Promise<string> | undefined
  vi.spyOn(FeedDatabase.prototype, 'readPage').mockImplementationOnce(async function (this: FeedDatabase, ...page) {
    renewing = renewEpoch(database)
    await renewing
    return readPage.apply(this, page)
  })
  onTestFinished(() => void vi.restoreAllMocks())
  return () => renewing ?? Promise.reject(new Error('no page was read'))
}

/** Writes product 4, new or not. */
async function setPrice({ kysely }: Club, price: string): Promise<void> {
  const { numUpdatedRows } = await kysely
    .updateTable('Products_Services')
    .set({ price })
    .where('id_product_service', '=', 4)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) await kysely.insertInto('Products_Services').values({ id_product_service: 4, price }).execute()
}
