import { renewEpoch } from '@barra/replication-server'
import { expect, it, onTestFinished } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { eventually } from '../eventually.ts'
import { CouchReplicator, CouchTarget } from './clients/couchdb-replicator.ts'
import { aConformanceClub, type Collection, type ConformanceClub } from './conformance-club.ts'

describeEachDatabase((openFresh) => {
  const replicatorOf = (club: ConformanceClub, collection: Collection, target: CouchTarget) =>
    new CouchReplicator({ url: `${club.clientUrl}/${collection}`, name: 'Caja', token: club.token }, target)

  async function expectReplica(club: ConformanceClub, collection: Collection, target: CouchTarget): Promise<void> {
    await club.expectEqual(collection, target.documents)
    expect(target.conflicts).toEqual([])
  }

  it('pulls once and goes on from its checkpoint', async () => {
    const club = await aConformanceClub(openFresh)
    await club.insertPartners(2_500)
    const target = new CouchTarget()
    expect(await replicatorOf(club, 'partners', target).replicate()).toBe(2_500)
    await expectReplica(club, 'partners', target)

    await club.club.kysely.updateTable('Partners').set({ alias: 'otra' }).where('id_partner', '<=', 5).execute()
    await club.club.kysely.deleteFrom('Partners').where('id_partner', 'in', [1, 9]).execute()
    await club.settled()
    expect(await replicatorOf(club, 'partners', target).replicate()).toBe(6)
    await expectReplica(club, 'partners', target)
    expect(await replicatorOf(club, 'partners', target).replicate()).toBe(0)
  })

  it('follows continuously, through changes, deletions and returns', async () => {
    const club = await aConformanceClub(openFresh)
    const { kysely } = club.club
    await club.insertPartners(30)
    const target = new CouchTarget()
    const leaving = new AbortController()
    const following = replicatorOf(club, 'partners', target).replicateContinuously(leaving.signal)
    onTestFinished(() => leaving.abort())
    const expectSoon = () => eventually(() => expectReplica(club, 'partners', target))
    await expectSoon()
    for (const alias of ['una', 'dos', 'tres']) {
      await kysely.updateTable('Partners').set({ alias }).where('id_partner', '=', 7).execute()
      await kysely.deleteFrom('Partners').where('id_partner', '=', 8).execute()
      await expectSoon()
      await kysely.insertInto('Partners').values({ id_partner: 8, alias }).execute()
      await expectSoon()
    }
    leaving.abort()
    await following
  })

  it('fails the job when the epoch changed', async () => {
    const club = await aConformanceClub(openFresh)
    await club.insertPartners(3)
    const target = new CouchTarget()
    await replicatorOf(club, 'partners', target).replicate()
    await renewEpoch(club.club.database)
    await expect(replicatorOf(club, 'partners', target).replicate()).rejects.toThrow(/answered 410: .*epoch_changed/)
  })

  it('is cut in the middle of its feed and misses nothing', async () => {
    const club = await aConformanceClub(openFresh)
    await club.insertPartners(1_500)
    const target = new CouchTarget()
    let requests = Infinity
    for (let cutAt = 0; cutAt < requests; cutAt++) {
      let count = 0
      club.network.passage = () => (count++ === cutAt ? 'lose_answer' : 'pass')
      await replicatorOf(club, 'partners', target)
        .replicate()
        .catch(() => {})
      if (count <= cutAt) requests = count
      await club.club.kysely
        .updateTable('Partners')
        .set({ alias: `vuelta ${cutAt}` })
        .where('id_partner', '<=', 20)
        .execute()
      await club.settled()
    }
    club.network.passage = () => 'pass'
    await replicatorOf(club, 'partners', target).replicate()
    await expectReplica(club, 'partners', target)
    expect(requests).toBeGreaterThan(5)
  })
})
