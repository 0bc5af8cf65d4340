import type { ReplicationError } from 'pouchdb-core'
import { renewEpoch } from '@barra/replication-server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { eventually } from '../eventually.ts'
import { BEER, FERNET } from '../intake/small-club.ts'
import { CuttingProxy, type Passage } from '../network/cutting-proxy.ts'
import { aPouch, documentsIn, follow, pullOnce, remotePouch, type Pouch } from './clients/pouch.ts'
import { aConformanceClub, type Collection, type ConformanceClub } from './conformance-club.ts'

const DAY_MS = 86_400_000

describeEachDatabase((openFresh) => {
  const remoteOf = (club: ConformanceClub, collection: Collection) => remotePouch(`${club.clientUrl}/${collection}`, club.token)

  async function expectReplica(club: ConformanceClub, collection: Collection, pouch: Pouch): Promise<void> {
    await club.settled()
    await eventually(async () => club.expectEqual(collection, await documentsIn(pouch)))
  }

  it.each([100, 1_000])('pulls 5,000 documents, %i at a time', async (batch_size) => {
    const club = await aConformanceClub(openFresh)
    await club.insertPartners(5_000)
    const pouch = aPouch()
    const result = await pouch.replicate.from(remoteOf(club, 'partners'), { batch_size })
    expect(result).toMatchObject({ ok: true, docs_written: 5_000, doc_write_failures: 0 })
    await club.expectEqual('partners', await documentsIn(pouch))
    const again = await pouch.replicate.from(remoteOf(club, 'partners'), { batch_size })
    expect(again).toMatchObject({ ok: true, docs_read: 0 })
  })

  it('follows live: changes, deletions, returns, and visits that leave the window', async () => {
    const club = await aConformanceClub(openFresh)
    const { kysely } = club.club
    const collections = ['partners', 'products', 'visits'] as const
    await club.insertPartners(20)
    for (let i = 0; i < 5; i++) await club.club.openVisit()
    const pouches = new Map(collections.map((collection) => [collection, aPouch()]))
    const replications = collections.map((collection) =>
      pouches.get(collection)!.replicate.from(remoteOf(club, collection), { live: true, retry: true }),
    )
    onTestFinished(() => replications.forEach((replication) => replication.cancel()))
    const expectAll = async () => {
      for (const [collection, pouch] of pouches) await expectReplica(club, collection, pouch)
    }
    await expectAll()

    await kysely.updateTable('Products_Services').set({ price: '1600.00' }).where('id_product_service', '=', BEER).execute()
    await kysely.updateTable('Products_Services').set({ available: 7 }).execute()
    await kysely.deleteFrom('Partners').where('id_partner', 'in', [3, 4]).execute()
    await kysely.updateTable('Visits').set({ hour_exit: '2026-11-25 03:00:00' }).where('id_visit', '=', 1).execute()
    await expectAll()
    expect((await pouches.get('partners')!.info()).doc_count).toBe(18)

    await kysely.insertInto('Partners').values({ id_partner: 3, alias: 'volvió' }).execute()
    await expectAll()
    expect(await pouches.get('partners')!.get('3')).toMatchObject({ alias: 'volvió', _rev: expect.stringMatching(/^3-/) })
    await kysely.deleteFrom('Partners').where('id_partner', '=', 3).execute()
    await expectAll()

    club.clock.now = new Date(club.clock.now.getTime() + 5 * DAY_MS)
    await expectAll()
    expect((await pouches.get('visits')!.info()).doc_count).toBe(0)
  })

  it('deletes at a client that slept through many changes', async () => {
    const club = await aConformanceClub(openFresh)
    const { kysely } = club.club
    await club.settled()
    const pouch = aPouch()
    await pouch.replicate.from(remoteOf(club, 'products'))
    for (let price = 1; price <= 60; price++) {
      await kysely
        .updateTable('Products_Services')
        .set({ price: `${price}.00` })
        .where('id_product_service', '=', BEER)
        .execute()
      await club.settled()
    }
    await pouch.replicate.from(remoteOf(club, 'products'))
    await club.expectEqual('products', await documentsIn(pouch))

    await kysely.updateTable('Products_Services').set({ price: '1.00' }).where('id_product_service', '=', FERNET).execute()
    await kysely.deleteFrom('Products_Services').where('id_product_service', 'in', [BEER, FERNET]).execute()
    await club.settled()
    await pouch.replicate.from(remoteOf(club, 'products'))
    await club.expectEqual('products', await documentsIn(pouch))
    expect(await documentsIn(pouch)).toHaveLength(1)
  })

  it('pulls what has a strange id, and is told of no such document as CouchDB tells it', async () => {
    const club = await aConformanceClub(openFresh)
    for (const id of [-5, 0, 2_147_483_647])
      await club.club.kysely
        .insertInto('Partners')
        .values({ id_partner: id, alias: `${id}` })
        .execute()
    await club.settled()
    const pouch = aPouch()
    await pouch.replicate.from(remoteOf(club, 'partners'))
    await club.expectEqual('partners', await documentsIn(pouch))
    const remote = remoteOf(club, 'partners')
    for (const id of ['no', '5 ', ' 5', '05', '-5/..', 'ñandú?#%&+', '5%00', '__proto__']) {
      await expect(remote.get(id), id).rejects.toMatchObject({ status: 404, reason: 'missing' })
    }
  })

  it('changes nothing in both directions when a pulled database is synced', async () => {
    const club = await aConformanceClub(openFresh)
    await club.insertPartners(30)
    const pouch = aPouch()
    for (let i = 0; i < 2; i++) {
      const { push } = await pouch.sync(remoteOf(club, 'partners'))
      expect(push).toMatchObject({ ok: true, docs_written: 0 })
      await club.expectEqual('partners', await documentsIn(pouch))
    }
  })

  it('goes on where an endpoint that was restarted left it', async () => {
    const club = await aConformanceClub(openFresh)
    await club.insertPartners(300)
    const pouch = aPouch()
    follow(pouch, remoteOf(club, 'partners'), { batch_size: 50 })
    await eventually(async () => expect((await pouch.info()).doc_count).toBeGreaterThan(0))
    await club.endpoint.stop()
    club.network.passage = () => 'lose_request'
    await club.club.kysely.insertInto('Partners').values({ id_partner: 1_001, alias: 'nueva' }).execute()
    await club.club.kysely.deleteFrom('Partners').where('id_partner', '=', 1).execute()
    club.endpoint.start()
    club.network.passage = () => 'pass'
    await expectReplica(club, 'partners', pouch)
  })

  it('misses nothing when its changes are cut while a batch is on its way', async () => {
    const club = await aConformanceClub(openFresh)
    await club.insertPartners(300)
    let reads = 0
    let cut = (): void => {}
    const isCut = new Promise<void>((resolve) => (cut = resolve))
    club.network.passage = (_, path) => {
      if (!path.includes('_changes') || ++reads !== 4) return 'pass'
      cut()
      return 'lose_request'
    }
    const remote = remoteOf(club, 'partners')
    const bulkGet = remote.bulkGet.bind(remote)
    remote.bulkGet = async (options) => {
      await isCut
      return bulkGet(options)
    }
    const pouch = aPouch()
    follow(pouch, remote, { batch_size: 50, pauseMs: 1_000 })
    await expectReplica(club, 'partners', pouch)
  })

  it('is told loudly when the epoch changed, and holds the tables again once its copy was dropped', async () => {
    const club = await aConformanceClub(openFresh)
    await club.insertPartners(10)
    const pouch = aPouch()
    await pouch.replicate.from(remoteOf(club, 'partners'))
    await club.club.kysely.deleteFrom('Partners').where('id_partner', '=', 1).execute()
    await club.settled()
    await renewEpoch(club.club.database)

    const told: ReplicationError = await pouch.replicate.from(remoteOf(club, 'partners')).then(
      () => expect.fail('it went on as if nothing had happened'),
      (error: ReplicationError) => error,
    )
    expect(told).toMatchObject({ status: 410, name: 'epoch_changed', reason: expect.stringContaining('drop what was pulled') })
    expect(await documentsIn(pouch)).toHaveLength(10)

    await pouch.destroy()
    const fresh = aPouch()
    await fresh.replicate.from(remoteOf(club, 'partners'))
    await club.expectEqual('partners', await documentsIn(fresh))
  })
})

describe('a pull that is cut at any of its requests', () => {
  describeEachDatabase((openFresh) => {
    it.each<Passage>(['lose_request', 'lose_answer'])('(%s) is the same after it was resumed', async (passage) => {
      const club = await aConformanceClub(openFresh)
      await club.insertPartners(120)

      let requests = Infinity
      for (let cutAt = 0; cutAt < requests; cutAt++) {
        const network = new CuttingProxy(() => Number(new URL(club.url).port))
        const remote = remotePouch(`${await network.start()}/replication/partners`, club.token)
        const pouch = aPouch()
        let count = 0
        network.passage = () => (count++ === cutAt ? passage : 'pass')
        await pullOnce(pouch, remote, { batch_size: 50 }).catch(() => {})
        if (count <= cutAt) requests = count
        network.passage = () => 'pass'
        await pullOnce(pouch, remote, { batch_size: 50 })
        await club.expectEqual('partners', await documentsIn(pouch))
        await network.stop()
      }
      expect(requests).toBeGreaterThan(10)
    })
  })
})
