// The database is restored from a backup: what readers hold of its lost future must not be taken for its present.
import type { Database } from '@barra/database'
import type { KyselyPlugin } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import { openChangeFeed } from '../../replication-server/src/change-feed/open-change-feed.ts'
import { defaultCollections } from '../../replication-server/src/configuration/default-collections.ts'
import { describeEachDatabase, type OpenFresh } from '../each-database.ts'
import { aClub, outboxDrained, page, type Club } from './club.ts'

describeEachDatabase((openFresh) => {
  it('is noticed by a running endpoint, which begins a new history before it gives a seq twice', async () => {
    const { club, feed, restore } = await aClubWithABackup(openFresh)
    const held = (await page(feed, 'products')).lastSeq
    await restore()
    // So many that the newest seq is beyond what readers hold, before any of them asks.
    for (const id of [50, 51, 52, 53, 54]) await addProduct(club, id)
    await outboxDrained(club)
    const { results, lastSeq } = await page(feed, 'products')
    expect(results.map(({ id }) => id)).toEqual(['1', '50', '51', '52', '53', '54'])
    expect(parseInt(lastSeq)).toBeGreaterThan(parseInt(held))
    expect(await feed.changes('products', { since: held, limit: 10, includeDocs: true })).toMatchObject({ kind: 'epoch_changed' })
  })

  it('is noticed by an endpoint that started afterwards, when a reader comes with a seq of the lost future', async () => {
    const { club, feed, restore } = await aClubWithABackup(openFresh)
    const held = (await page(feed, 'products')).lastSeq
    await feed.stop()
    await restore()
    const later = club.startFeed()
    expect(await later.changes('products', { since: held, limit: 10, includeDocs: true })).toMatchObject({
      kind: 'epoch_changed',
    })
    expect(epochOf((await page(later, 'products')).lastSeq)).not.toBe(epochOf(held))
  })

  it('is noticed with the next reader where the database failed when the first one came', async () => {
    const { club, feed, restore } = await aClubWithABackup(openFresh)
    const held = (await page(feed, 'products')).lastSeq
    await feed.stop()
    await restore()
    const later = openChangeFeed(failingAtFirstUpdate(club.openServing()), defaultCollections)
    const asked = { since: held, limit: 10, includeDocs: true }
    await expect(later.changes('products', asked)).rejects.toThrow('the database failed')
    expect(await later.changes('products', asked)).toMatchObject({ kind: 'epoch_changed' })
    expect(epochOf((await page(later, 'products')).lastSeq)).not.toBe(epochOf(held))
  })

  it('believes readers only once in a while: one that claims nonsense cannot send the others back to 0 again and again', async () => {
    const { feed } = await aClubWithABackup(openFresh)
    const claim = async () => {
      const { lastSeq } = await page(feed, 'products')
      await feed.changes('products', { since: `9999-${epochOf(lastSeq)}`, limit: 1, includeDocs: false })
    }
    await claim()
    const { lastSeq } = await page(feed, 'products')
    await claim()
    expect((await page(feed, 'products', lastSeq)).results).toEqual([])
  })

  it('wakes who waits for a change', async () => {
    const { feed, restore } = await aClubWithABackup(openFresh)
    const held = (await page(feed, 'products')).lastSeq
    const abort = new AbortController()
    onTestFinished(() => abort.abort())
    const waiting = feed.waitForChange('products', held, 20_000, abort.signal)
    await restore()
    expect(await waiting).toBe(true)
  })
})

/** Product 1 is in the backup; 2 and 3 are of the future that a restore loses. */
async function aClubWithABackup(openFresh: OpenFresh) {
  const club = await aClub(openFresh)
  const feed = club.startFeed()
  await addProduct(club, 1)
  await outboxDrained(club)
  const backup = {
    products: await club.kysely.selectFrom('Products_Services').selectAll().execute(),
    docs: await club.kysely.selectFrom('replication_docs').selectAll().execute(),
    sequence: await club.kysely.selectFrom('replication_sequence').selectAll().executeTakeFirstOrThrow(),
  }
  await addProduct(club, 2)
  await addProduct(club, 3)
  await outboxDrained(club)
  const restore = () =>
    club.kysely.transaction().execute(async (transaction) => {
      await transaction.deleteFrom('Products_Services').execute()
      await transaction.insertInto('Products_Services').values(backup.products).execute()
      await transaction.deleteFrom('replication_outbox').execute()
      await transaction.deleteFrom('replication_docs').execute()
      await transaction.insertInto('replication_docs').values(backup.docs).execute()
      await transaction.updateTable('replication_sequence').set(backup.sequence).execute()
    })
  return { club, feed, restore }
}

function failingAtFirstUpdate({ kysely, dialect, close }: Database): Database {
  let hasFailed = false
  const fault: KyselyPlugin = {
    transformQuery: ({ node }) => {
      if (node.kind !== 'UpdateQueryNode' || hasFailed) return node
      hasFailed = true
      throw new Error('the database failed')
    },
    transformResult: async ({ result }) => result,
  }
  return { kysely: kysely.withPlugin(fault), dialect, close }
}

async function addProduct({ kysely }: Club, id: number): Promise<void> {
  await kysely.insertInto('Products_Services').values({ id_product_service: id, price: '1.00' }).execute()
}

function epochOf(seq: string): string {
  return seq.split('-')[1]!
}
