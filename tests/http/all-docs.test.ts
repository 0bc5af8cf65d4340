import type { AllDocs, AllDocsRow, ChangesPage, ReplicatedDocument } from '@barra/replication-protocol'
import { MAX_ALL_DOCS_KEYS, MAX_CHANGES_LIMIT } from '@barra/replication-protocol'
import { renewEpoch } from '@barra/replication-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../eventually.ts'
import { describeEachDatabase } from '../each-database.ts'
import { accepted, aTicket, push } from '../intake/small-club.ts'
import { aRunningEndpoint, type RunningEndpoint } from './running-endpoint.ts'

describeEachDatabase((openFresh) => {
  let running: RunningEndpoint
  /** By id, as the feed told them. */
  let told: ReadonlyMap<string, ReplicatedDocument>
  beforeAll(async () => {
    running = await aRunningEndpoint(openFresh)
    const { kysely } = running.club
    await kysely
      .insertInto('Products_Services')
      .values([10, 12, 20, 100].map((id_product_service) => ({ id_product_service, description: `n.º ${id_product_service}` })))
      .execute()
    await inFeed(({ results }) => results.length === 7)
    await kysely.deleteFrom('Products_Services').where('id_product_service', '=', 12).execute()
    const { results } = await inFeed((page) =>
      page.results.some(({ deleted, changes }) => deleted && changes[0]!.rev.startsWith('2-')),
    )
    told = new Map(results.map(({ id, doc }) => [id, doc!]))
  })
  afterAll(() => running.stop())

  async function get<T>(path: string, init?: RequestInit): Promise<T> {
    const answer = await running.ask(path, init)
    expect(answer.status).toBe(200)
    return (await answer.json()) as T
  }
  const allDocs = (query = '') => get<AllDocs>(`/products/_all_docs?${query}`)
  const byKeys = (keys: readonly unknown[], options: object = {}, db = 'products') =>
    get<AllDocs>(`/${db}/_all_docs`, json({ keys, ...options }))

  async function inFeed(condition: (page: ChangesPage) => boolean): Promise<ChangesPage> {
    return eventually(async () => {
      const page = await get<ChangesPage>('/products/_changes?include_docs=true')
      expect(condition(page)).toBe(true)
      return page
    })
  }

  it('lists what is there in the order of the ids’ bytes, with the revisions of the feed', async () => {
    const { rows, ...numbers } = await allDocs()
    expect(numbers).toEqual({ total_rows: 6, offset: 0 })
    const ids = ['1', '10', '100', '2', '20', '3']
    expect(rows).toEqual(ids.map((id) => ({ id, key: id, value: { rev: told.get(id)!._rev } })))
  })

  it('carries the documents of the feed', async () => {
    const { rows } = await allDocs('include_docs=true')
    expect(rows.map((row) => 'doc' in row && row.doc)).toEqual(idsOf(rows).map((id) => told.get(id!)))
  })

  const ranges: [string, string[], number][] = [
    ['startkey="10"', ['10', '100', '2', '20', '3'], 1],
    ['start_key="11"&end_key="20"', ['2', '20'], 3],
    ['endkey="2"', ['1', '10', '100', '2'], 0],
    ['endkey="2"&inclusive_end=false', ['1', '10', '100'], 0],
    ['startkey="10"&limit=2', ['10', '100'], 1],
    ['startkey="10"&limit=2&skip=2', ['2', '20'], 3],
    ['skip=5', ['3'], 5],
    ['skip=50', [], 6],
    ['limit=0', [], 0],
    ['startkey="3"&endkey="1"', [], 5],
    ['key="20"', ['20'], 4],
    ['key="12"', [], 3],
    ['startkey="1%20"', ['10', '100', '2', '20', '3'], 1],
    ['startkey="1%5Cu0000"', ['10', '100', '2', '20', '3'], 1],
    ['endkey="2%20"', ['1', '10', '100', '2'], 0],
    ['endkey="2%5Ct"&inclusive_end=false', ['1', '10', '100', '2'], 0],
    ['startkey="%F0%9F%8D%BA"', [], 6],
    ['startkey=""&endkey="%EF%BF%B0"', ['1', '10', '100', '2', '20', '3'], 0],
  ]
  it.each(ranges)('answers %s with %j', async (query, ids, offset) => {
    const answer = await allDocs(query)
    expect(idsOf(answer.rows)).toEqual(ids)
    expect(answer).toMatchObject({ total_rows: 6, offset })
  })

  it('leaves no gap for a row that vanished before the feed told so', async () => {
    await running.endpoint.stop()
    await running.club.kysely.deleteFrom('Products_Services').where('id_product_service', '=', 100).execute()
    expect(idsOf((await allDocs('limit=3')).rows)).toEqual(['1', '10', '2'])
    running.endpoint.start()
    await inFeed((page) => page.results.filter(({ deleted }) => deleted).length === 2)
    expect(idsOf((await allDocs('limit=3')).rows)).toEqual(['1', '10', '2'])
  })

  describe('by keys', () => {
    it('answers each in its place: what is there, what is gone, and what never was', async () => {
      const { rows } = await byKeys(['2', '12', 'nobody', '2', '2 ', '__proto__', ''])
      const there = { id: '2', key: '2', value: { rev: told.get('2')!._rev } }
      expect(rows).toEqual([
        there,
        { id: '12', key: '12', value: { rev: told.get('12')!._rev, deleted: true } },
        { key: 'nobody', error: 'not_found' },
        there,
        { key: '2 ', error: 'not_found' },
        { key: '__proto__', error: 'not_found' },
        { key: '', error: 'not_found' },
      ])
    })

    it('carries documents, and null for what is gone', async () => {
      const { rows } = await byKeys(['12', '3'], { include_docs: true, deleted: 'ok' })
      expect(rows.map((row) => 'doc' in row && row.doc)).toEqual([null, told.get('3')])
    })

    it('takes them in a GET’s query, too, and pages them', async () => {
      expect(idsOf((await allDocs(`keys=${encodeURIComponent('["3","1","20"]')}&skip=1&limit=1`)).rows)).toEqual(['1'])
    })

    it('answers no keys with no rows', async () => {
      expect(await byKeys([])).toMatchObject({ rows: [] })
    })
  })

  it('tells where the feed stood when asked to', async () => {
    const { update_seq } = await allDocs('update_seq=true&limit=1')
    expect(await get<ChangesPage>(`/products/_changes?since=${update_seq}`)).toMatchObject({ results: [], pending: 0 })
    expect(await get<AllDocs>('/products/_all_docs', json({ update_seq: true }))).toMatchObject({ update_seq })
  })

  describe('of tickets', () => {
    it('tells which are stored, with the revision their verdict had, and nothing of what is in them', async () => {
      const ticket = aTicket(await running.club.openVisit())
      const verdict = await running.ask('/tickets/_bulk_docs', json({ docs: [ticket] }))
      const [{ rev }] = (await verdict.json()) as [{ rev: string }]
      const unknown = aTicket(1)._id
      const answer = await byKeys([unknown, ticket._id], { include_docs: true, update_seq: true }, 'tickets')
      expect(answer.rows).toEqual([
        { key: unknown, error: 'not_found' },
        { id: ticket._id, key: ticket._id, value: { rev }, doc: null },
      ])
      const epoch = await renewEpoch(running.club.database)
      expect(await byKeys([], { update_seq: true }, 'tickets')).toMatchObject({ update_seq: `0-${epoch}` })
    })

    it('does not know one whose row a restored table lost, though its receipt is there and its number another’s', async () => {
      const { club } = running
      const ticket = aTicket(await club.openVisit())
      const { remote_id_ticket } = accepted((await push(club.intake, ticket))[0])
      const id_ticket = Number(remote_id_ticket)
      await club.kysely.deleteFrom('Ticket_Details').where('id_ticket', '=', id_ticket).execute()
      await club.kysely.deleteFrom('Tickets').where('id_ticket', '=', id_ticket).execute()
      expect((await byKeys([ticket._id], {}, 'tickets')).rows).toEqual([{ key: ticket._id, error: 'not_found' }])
      await club.kysely
        .insertInto('Tickets')
        .values({ id_ticket, id_visit: await club.openVisit() })
        .execute()
      expect((await byKeys([ticket._id], {}, 'tickets')).rows).toEqual([{ key: ticket._id, error: 'not_found' }])
    })

    it('asks for the scope push, as the other databases for pull', async () => {
      const asking = async (...scopes: ('pull' | 'push')[]) => {
        const token = await running.addTerminal(`Scopes ${scopes.join()}`, ...scopes)
        const statusOf = async (db: string) => {
          const init = json({ keys: [] })
          const headers = { ...init.headers, Authorization: `Bearer ${token}` }
          return (await running.ask(`/${db}/_all_docs`, { ...init, headers })).status
        }
        return { tickets: await statusOf('tickets'), products: await statusOf('products') }
      }
      expect(await asking('push')).toEqual({ tickets: 200, products: 403 })
      expect(await asking('pull')).toMatchObject({ products: 200 })
    })

    it('lists none', async () => {
      const listed = await running.ask('/tickets/_all_docs')
      expect([listed.status, listed.headers.get('allow')]).toEqual([405, 'POST'])
      expect((await running.ask('/tickets/_all_docs', json({}))).status).toBe(400)
    })
  })

  it.each([
    ['startkey=10', 400],
    ['startkey=abc', 400],
    ['startkey=null', 400],
    ['startkey=["a"]', 400],
    ['key={}', 400],
    ['keys=1', 400],
    ['keys=[1]', 400],
    ['keys=["1"', 400],
    ['keys=["1"]&startkey="1"', 400],
    ['limit=-1', 400],
    [`limit=${MAX_CHANGES_LIMIT + 1}`, 400],
    ['skip=1.5', 400],
    ['inclusive_end=no', 400],
    ['include_docs=1', 400],
    ['descending=true', 400],
    ['update_seq=yes', 400],
    ['limit=1&limit=2', 400],
    [`keys=${JSON.stringify(Array.from({ length: MAX_ALL_DOCS_KEYS + 1 }, () => 'a'))}`, 413],
  ])('refuses %.40s with %i', async (query, status) => {
    const answer = await running.ask(`/products/_all_docs?${query}`)
    expect([answer.status, await answer.json()]).toEqual([
      status,
      { error: status === 413 ? 'too_large' : 'bad_request', reason: expect.any(String) },
    ])
  })

  it.each([[[]], ['text'], [{ keys: 'a' }], [{ keys: [null] }], [{ keys: null }], [{ limit: 'many' }], [{ startkey: 5 }]])(
    'refuses the body %j',
    async (body) => {
      expect((await running.ask('/products/_all_docs', json(body))).status).toBe(400)
    },
  )

  it('takes a parameter once, in the query or in the body', async () => {
    expect((await running.ask('/products/_all_docs?limit=1', json({ limit: 2 }))).status).toBe(400)
    expect(await get<AllDocs>('/products/_all_docs?limit=1', json({ startkey: '2' }))).toMatchObject({ rows: [{ id: '2' }] })
  })
})

function idsOf(rows: readonly AllDocsRow[]): (string | undefined)[] {
  return rows.map((row) => ('id' in row ? row.id : undefined))
}

function json(body: unknown): RequestInit & { headers: Record<string, string> } {
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
}
