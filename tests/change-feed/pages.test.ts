import { parseSeq } from '@barra/replication-protocol'
import { expect, it } from 'vitest'
import { renewEpoch } from '../../replication-server/src/change-feed/renew-epoch-database.ts'
import { describeEachDatabase } from '../each-database.ts'
import { aClub, outboxDrained, page, pull, type Club } from './club.ts'

const PRODUCTS = 37

describeEachDatabase((openFresh) => {
  it.each([1, 2, 5, 36, 37, 38, 1000])('holds exactly %i rows a page until the feed ends', async (limit) => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    // Tombstones and expired visits take up seqs between the products: a page must be filled all the same.
    await insertProducts(club)
    await club.kysely
      .insertInto('Visits')
      .values([{ visit_date: '2026-11-24' }, { visit_date: '2026-11-01' }])
      .execute()
    await outboxDrained(club)
    await club.kysely.deleteFrom('Products_Services').where('id_product_service', '<=', 3).execute()
    await outboxDrained(club)

    const seen: string[] = []
    let since: string | null = null
    for (;;) {
      const { results, lastSeq, pending }: Awaited<ReturnType<typeof page>> = await page(feed, 'products', since, limit)
      expect(results).toHaveLength(Math.min(limit, PRODUCTS - seen.length))
      seen.push(...results.map(({ id }) => id))
      expect(pending).toBe(PRODUCTS - seen.length)
      expect(lastSeq).toBe(results.at(-1)?.seq ?? since)
      since = lastSeq
      if (results.length < limit) break
    }
    expect(seen).toHaveLength(PRODUCTS)
    expect(new Set(seen).size).toBe(PRODUCTS)
    expect((await page(feed, 'products', since, limit)).results).toEqual([])
  })

  it('begins an empty collection at 0 of the present epoch', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    const { epoch } = await feed.identity()
    expect(await page(feed, 'partners')).toEqual({ results: [], lastSeq: `0-${epoch}`, pending: 0 })
    expect(await feed.describe('partners')).toEqual({ docCount: 0, updateSeq: `0-${epoch}` })
  })

  it('describes a collection by its live documents and its newest seq', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await insertProducts(club)
    await outboxDrained(club)
    await club.kysely.deleteFrom('Products_Services').where('id_product_service', '=', 7).execute()
    await club.kysely.insertInto('Partners').values({ partner_name: 'Ana' }).execute()
    await outboxDrained(club)
    const { lastSeq } = await page(feed, 'products')
    expect(await feed.describe('products')).toEqual({ docCount: PRODUCTS - 1, updateSeq: lastSeq })
  })

  it('leaves the documents out when they are not asked for, and still tells which are gone', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await insertProducts(club)
    await outboxDrained(club)
    await club.kysely.deleteFrom('Products_Services').where('id_product_service', '=', 7).execute()
    await outboxDrained(club)
    const full = await pull(feed, 'products')
    const answer = await feed.changes('products', { since: null, limit: 1000, includeDocs: false })
    expect(answer).toMatchObject({ kind: 'page' })
    if (answer.kind === 'page') expect(answer.page.results).toEqual(full.map(({ doc: _doc, ...change }) => change))
  })

  it('answers epoch_changed to a seq of another epoch', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await insertProducts(club)
    await outboxDrained(club)
    const { lastSeq } = await page(feed, 'products', null, 5)
    const epoch = await renewEpoch(club.database)
    expect(epoch).toMatch(/^[0-9a-z]{12,32}$/)
    expect(await feed.changes('products', { since: lastSeq, limit: 5, includeDocs: true })).toEqual({
      kind: 'epoch_changed',
      epoch,
    })
    expect(await feed.identity()).toEqual({ epoch })
    expect(await pull(feed, 'products')).toHaveLength(PRODUCTS)
  })

  it('answers epoch_changed to a seq that this database never reached: it went back in time', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await insertProducts(club)
    await outboxDrained(club)
    const { n, epoch } = parseSeq((await feed.describe('products')).updateSeq)!
    const request = { limit: 5, includeDocs: true }
    expect(await feed.changes('products', { ...request, since: `${n}-${epoch}` })).toMatchObject({ kind: 'page' })
    expect(await feed.changes('products', { ...request, since: `${n + 1}-${epoch}` })).toEqual({ kind: 'epoch_changed', epoch })
  })

  it('takes a seq of another collection for a place like any other', async () => {
    const club = await aClub(openFresh)
    const feed = club.startFeed()
    await insertProducts(club)
    await outboxDrained(club)
    await club.kysely.insertInto('Partners').values({ partner_name: 'Ana' }).execute()
    await outboxDrained(club)
    const { updateSeq } = await feed.describe('partners')
    expect(await page(feed, 'products', updateSeq)).toEqual({ results: [], lastSeq: updateSeq, pending: 0 })
  })

  it('refuses what is no seq and what is no collection', async () => {
    const feed = (await aClub(openFresh)).startFeed()
    await expect(feed.changes('products', { since: 'yesterday', limit: 5, includeDocs: true })).rejects.toThrow(RangeError)
    await expect(feed.changes('tickets', { since: null, limit: 5, includeDocs: true })).rejects.toThrow(RangeError)
    expect(feed.hasCollection('products')).toBe(true)
    expect(feed.hasCollection('tickets')).toBe(false)
  })
})

async function insertProducts({ kysely }: Club): Promise<void> {
  const products = Array.from({ length: PRODUCTS }, (_, index) => ({ id_product_service: index + 1, price: '10.00' }))
  await kysely.insertInto('Products_Services').values(products).execute()
}
