// The endpoint as a process that dies like in a power cut, again and again, under a client that replicates from it.
import { openReplicationEndpoint } from '@barra/replication-server'
import { expect, it, onTestFinished } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { eventually } from '../eventually.ts'
import { ServingPair } from '../faults/serving-pair.ts'
import { aSmallClub, aTicket, NOW, stored } from '../intake/small-club.ts'
import { CuttingProxy } from '../network/cutting-proxy.ts'
import { differencesFrom } from '../stress/differences.ts'
import { readTruth } from '../stress/oracle.ts'
import { aPouch, documentsIn, follow, remotePouch } from './clients/pouch.ts'

const PARTNERS = 500
const KILLS = 3

describeEachDatabase((openFresh) => {
  it('is SIGKILLed under a PouchDB that pulls and one that pushes, and both end exact', async () => {
    const club = await aSmallClub(openFresh)
    const { kysely, database, servingUrl } = club
    const { token } = await openReplicationEndpoint({ database: club.openServing() }).terminals.add({ name: 'Caja' })
    const ids = Array.from({ length: PARTNERS }, (_, i) => i + 1)
    await kysely
      .insertInto('Partners')
      .values(ids.map((id_partner) => ({ id_partner, alias: `Socia ${id_partner}` })))
      .execute()
    const endpoints = new ServingPair({ DATABASE_URL: servingUrl })
    await endpoints.isReady()
    let port = Number(new URL(await endpoints.base).port)
    const network = new CuttingProxy(() => port)
    const base = `${await network.start()}/replication`
    onTestFinished(() => network.stop())

    const held = aPouch()
    follow(held, remotePouch(`${base}/partners`, token), { batch_size: 50 })
    const sold = aPouch()
    const patient = { live: true, retry: true, batch_size: 5, back_off_function: () => 50 }
    const push = sold.replicate.to(remotePouch(`${base}/tickets`, token), patient)
    onTestFinished(() => push.cancel())
    const visit = await club.openVisit({ visit_amount_consumed: '0.00' })
    const tickets = Array.from({ length: 60 }, () => aTicket(visit))
    for (const ticket of tickets) await sold.put(ticket)

    let requests = 0
    network.passage = () => (requests++, 'pass')
    for (let kill = 1; kill <= KILLS; kill++) {
      const seen = requests
      await eventually(() => expect(requests).toBeGreaterThan(seen + 4))
      await kysely
        .updateTable('Partners')
        .set({ alias: `tras la caída ${kill}` })
        .where('id_partner', '<=', 50)
        .execute()
      await kysely
        .deleteFrom('Partners')
        .where('id_partner', '=', 100 * kill)
        .execute()
      await endpoints.killServing()
      port = Number(new URL(await endpoints.base).port)
    }

    await eventually(async () => {
      const truth = new Map([...(await readTruth(database, NOW))].filter(([name]) => name === 'partners'))
      const documents = new Map((await documentsIn(held)).map((document) => [document._id, document]))
      expect(differencesFrom(truth, { documents: new Map([['partners', documents]]) })).toEqual([])
      expect(documents.size).toBe(PARTNERS - KILLS)
    })
    await eventually(async () => {
      const { receipts } = await stored(club)
      expect(receipts.map(({ ticket_id }) => ticket_id).sort()).toEqual(tickets.map(({ _id }) => _id).sort())
    })
    const { tickets: rows, details } = await stored(club)
    expect([rows.length, details.length]).toEqual([tickets.length, 2 * tickets.length])
  })
})
