import { expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { eventually } from '../eventually.ts'
import { BEER, FERNET, WATER } from '../intake/small-club.ts'
import { anRxCollection, documentsIn, replicate } from './clients/rx.ts'
import { aConformanceClub } from './conformance-club.ts'

describeEachDatabase((openFresh) => {
  it('pulls once with replicateCouchDB, and goes on from there', async () => {
    const club = await aConformanceClub(openFresh)
    await club.insertPartners(2_300)
    const collection = await anRxCollection('partners')
    const pull = async () => {
      const replication = replicate(collection, `${club.clientUrl}/partners/`, club.token, false)
      const errors: unknown[] = []
      replication.error$.subscribe((error) => errors.push(error))
      await replication.awaitInSync()
      expect(errors).toEqual([])
      await replication.cancel()
    }
    await pull()
    await club.expectEqual('partners', await documentsIn(collection))

    await club.club.kysely.updateTable('Partners').set({ alias: 'otra' }).where('id_partner', '<', 9).execute()
    await club.club.kysely.deleteFrom('Partners').where('id_partner', 'in', [2, 2_300]).execute()
    await club.settled()
    await pull()
    await club.expectEqual('partners', await documentsIn(collection))
  })

  it('follows live, through changes, deletions, returns and lost connections', async () => {
    const club = await aConformanceClub(openFresh)
    const { kysely } = club.club
    await club.settled()
    const collection = await anRxCollection('products')
    await replicate(collection, `${club.clientUrl}/products/`, club.token, true).awaitInitialReplication()
    const expectSoon = () => eventually(async () => club.expectEqual('products', await documentsIn(collection)))
    await expectSoon()
    for (const price of ['1700.00', '1800.00']) {
      await kysely.updateTable('Products_Services').set({ price }).where('id_product_service', '=', BEER).execute()
      await kysely.deleteFrom('Products_Services').where('id_product_service', '=', FERNET).execute()
      await expectSoon()
      await kysely.insertInto('Products_Services').values({ id_product_service: FERNET, description: 'Fernet', price }).execute()
      await expectSoon()
      let lost = 2
      club.network.passage = () => (lost-- > 0 ? 'lose_answer' : 'pass')
      await kysely.updateTable('Products_Services').set({ price }).where('id_product_service', '=', WATER).execute()
      await expectSoon()
    }
  })
})
