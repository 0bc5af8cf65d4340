import { expect, it } from 'vitest'
import { purgeTombstones } from '../../replication-server/src/change-feed/purge-tombstones-database.ts'
import { sequencingContext } from '../../replication-server/src/change-feed/sequencing-context.ts'
import { defaultCollections } from '../../replication-server/src/configuration/default-collections.ts'
import { describeEachDatabase, type OpenFresh } from '../each-database.ts'
import { aClub, changeOf, outboxDrained, page, pull, revOf, type Club } from './club.ts'

const DAY_MS = 86_400_000
const products = defaultCollections.find(({ name }) => name === 'products')!

describeEachDatabase((openFresh) => {
  it('forgets tombstones older than the horizon and no others', async () => {
    const { club, feed } = await aClubWithGhosts(openFresh)
    club.clock.now = new Date(club.clock.now.getTime() + 20 * DAY_MS)
    await club.kysely.deleteFrom('Products_Services').where('id_product_service', '=', 3).execute()
    await outboxDrained(club)
    expect(await purge(club, 10)).toBe(2)
    expect((await pull(feed, 'products')).map(({ id, deleted }) => [id, deleted])).toEqual([
      ['4', undefined],
      ['5', undefined],
      ['3', true],
    ])
  })

  it('sends a client that was away for longer back to the beginning, instead of leaving it with ghosts', async () => {
    const { club, feed, before } = await aClubWithGhosts(openFresh)
    const after = (await page(feed, 'products')).lastSeq
    await purge(club, -1)
    expect(await feed.changes('products', { since: before, limit: 10, includeDocs: true })).toMatchObject({
      kind: 'epoch_changed',
    })
    expect((await page(feed, 'products', after)).results).toEqual([])
  })

  it('lets who began after the purge read on page by page, though all its positions lie before it', async () => {
    const { club, feed } = await aClubWithGhosts(openFresh)
    await purge(club, -1)
    const ids: string[] = []
    for (let since: string | null = null; ;) {
      const { results, lastSeq } = await page(feed, 'products', since, 1)
      if (results.length === 0) break
      ids.push(...results.map(({ id }) => id))
      since = lastSeq
    }
    expect(ids).toEqual(['3', '4', '5'])
  })

  it('lets who keeps up go on, in a collection that has not changed for longer than the horizon too', async () => {
    const { club, feed } = await aClubWithGhosts(openFresh)
    const partners = (await page(feed, 'partners')).lastSeq
    const current = (await page(feed, 'products')).lastSeq
    for (let day = 0; day < 3; day++) {
      await club.kysely
        .insertInto('Products_Services')
        .values({ id_product_service: 100 + day, price: '1.00' })
        .execute()
      await outboxDrained(club)
      await club.kysely
        .deleteFrom('Products_Services')
        .where('id_product_service', '=', 100 + day)
        .execute()
      await outboxDrained(club)
    }
    const read = (await page(feed, 'products', current)).lastSeq
    expect(await purge(club, -1)).toBe(5)
    expect((await page(feed, 'products', read)).results).toEqual([])
    expect((await page(feed, 'partners', partners)).results).toEqual([])
  })

  it('gives seqs that go on growing, and a document that comes back a revision above its forgotten ones', async () => {
    const { club, feed } = await aClubWithGhosts(openFresh)
    const tombstone = await changeOf(feed, 'products', 1)
    const before = (await page(feed, 'products')).lastSeq
    await purge(club, -1)
    const since = (await page(feed, 'products', before)).lastSeq
    await club.kysely.insertInto('Products_Services').values({ id_product_service: 1, price: '1.00' }).execute()
    await outboxDrained(club)
    const [back] = await pull(feed, 'products', since)
    expect(back!.id).toBe('1')
    expect(generationOf(revOf(back!))).toBeGreaterThan(generationOf(revOf(tombstone)))
    expect(parseInt(back!.seq)).toBeGreaterThan(parseInt(since))
    expect(parseInt(since)).toBeGreaterThan(parseInt(before))
  })
})

/** Products 1 to 5, of which 1 and 2 were deleted after a client had read until `before`. */
async function aClubWithGhosts(openFresh: OpenFresh) {
  const club = await aClub(openFresh)
  const feed = club.startFeed()
  await club.kysely.insertInto('Partners').values({ id_partner: 1, partner_name: 'Ana' }).execute()
  await club.kysely
    .insertInto('Products_Services')
    .values([1, 2, 3, 4, 5].map((id_product_service) => ({ id_product_service, price: '1.00' })))
    .execute()
  await outboxDrained(club)
  const before = (await page(feed, 'products')).lastSeq
  await club.kysely.deleteFrom('Products_Services').where('id_product_service', 'in', [1, 2]).execute()
  await outboxDrained(club)
  return { club, feed, before }
}

/** @param days how long ago a tombstone must have been told; -1 for all */
function purge(club: Club, days: number): Promise<number> {
  const context = sequencingContext(club.openServing(), () => club.clock.now, 'America/Argentina/Buenos_Aires')
  return purgeTombstones(context, products, club.clock.now.getTime() - days * DAY_MS)
}

function generationOf(rev: string): number {
  return parseInt(rev)
}
