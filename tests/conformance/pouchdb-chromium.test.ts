import type { ReplicatedDocument } from '@barra/replication-protocol'
import type { Constructor, ReplicationResult } from 'pouchdb-core'
import { chromium, type Browser, type Page } from '@playwright/test'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { chromiumLaunch } from '../chromium.ts'
import { describeEachDatabase } from '../each-database.ts'
import { eventually } from '../eventually.ts'
import { aTicket, BEER, stored } from '../intake/small-club.ts'
import { servePage } from './clients/page-server.ts'
import { aConformanceClub } from './conformance-club.ts'

declare global {
  var PouchDB: Constructor
}

interface Remote {
  readonly url: string
  readonly token: string
}

describeEachDatabase((openFresh) => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch(chromiumLaunch)
  })
  afterAll(() => browser.close())

  async function openPage(origin: string): Promise<Page> {
    const page = await browser.newPage()
    onTestFinished(() => page.close())
    await page.goto(origin)
    return page
  }

  const pull = (page: Page, remote: Remote) =>
    page.evaluate(async ({ url, token }): Promise<ReplicationResult> => {
      const auth = { username: 'Caja', password: token }
      return new PouchDB('held').replicate.from(new PouchDB(url, { auth }), { batch_size: 500 })
    }, remote)

  const held = (page: Page) =>
    page.evaluate(async () => {
      const { rows } = await new PouchDB('held').allDocs({ include_docs: true, conflicts: true })
      return rows.flatMap(({ doc }) => (doc ? [doc as ReplicatedDocument] : []))
    })

  it('pulls into IndexedDB and pushes tickets from a page of another origin', async () => {
    const origin = await servePage()
    const club = await aConformanceClub(openFresh, { corsOrigins: [origin] })
    const remote = (db: string) => ({ url: `${club.clientUrl}/${db}`, token: club.token })
    await club.insertPartners(1_200)
    const page = await openPage(origin)
    expect(await pull(page, remote('partners'))).toMatchObject({ ok: true, docs_written: 1_200 })
    await club.club.kysely.deleteFrom('Partners').where('id_partner', '=', 7).execute()
    await club.settled()
    expect(await pull(page, remote('partners'))).toMatchObject({ ok: true, docs_written: 1 })
    const documents = await held(page)
    await club.expectEqual('partners', documents)
    expect(documents.filter((document) => '_conflicts' in document)).toEqual([])

    const ticket = aTicket(await club.club.openVisit())
    for (let i = 0; i < 2; i++) {
      await page.evaluate(
        async ({ url, token, document, isFirst }) => {
          const tickets = new PouchDB('tickets')
          if (isFirst) await tickets.put(document)
          await tickets.replicate.to(new PouchDB(url, { auth: { username: 'Caja', password: token } }))
        },
        { ...remote('tickets'), document: { ...ticket }, isFirst: i === 0 },
      )
    }
    expect((await stored(club.club)).tickets).toHaveLength(1)
  })

  it('follows live across origins', async () => {
    const origin = await servePage()
    const club = await aConformanceClub(openFresh, { corsOrigins: [origin] })
    await club.settled()
    const page = await openPage(origin)
    await page.evaluate(
      ({ url, token }) => {
        const auth = { username: 'Caja', password: token }
        void new PouchDB('held').replicate.from(new PouchDB(url, { auth }), { live: true, retry: true })
      },
      { url: `${club.clientUrl}/products`, token: club.token },
    )
    const expectSoon = () => eventually(async () => club.expectEqual('products', await held(page)))
    await expectSoon()
    await club.club.kysely
      .updateTable('Products_Services')
      .set({ price: '1900.00' })
      .where('id_product_service', '=', BEER)
      .execute()
    await expectSoon()
  })

  it('is not open to a page whose origin was not named', async () => {
    const club = await aConformanceClub(openFresh, { corsOrigins: ['https://barra.example'] })
    const page = await openPage(await servePage())
    await expect(pull(page, { url: `${club.clientUrl}/products`, token: club.token })).rejects.toThrow()
    expect(await held(page)).toEqual([])
  })
})
