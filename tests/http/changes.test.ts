import type { ChangesPage, DatabaseInfo } from '@barra/replication-protocol'
import { renewEpoch } from '@barra/replication-server'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { eventually } from '../eventually.ts'
import { describeEachDatabase } from '../each-database.ts'
import { BEER } from '../intake/small-club.ts'
import { aRunningEndpoint, type RunningEndpoint } from './running-endpoint.ts'

describeEachDatabase((openFresh) => {
  let running: RunningEndpoint
  beforeAll(async () => {
    running = await aRunningEndpoint(openFresh)
  })
  afterAll(() => running.stop())

  async function get<T>(path: string, init?: RequestInit): Promise<T> {
    const answer = await running.ask(path, init)
    expect(answer.status).toBe(200)
    return (await answer.json()) as T
  }
  const changes = (query: string, db = 'products') => get<ChangesPage>(`/${db}/_changes?${query}`)

  async function setPrice(price: string): Promise<void> {
    await running.club.kysely.updateTable('Products_Services').set({ price }).where('id_product_service', '=', BEER).execute()
  }

  it('welcomes with the same uuid each time, also after a restore', async () => {
    const welcome = await get('/')
    expect(welcome).toEqual({
      couchdb: 'Welcome',
      uuid: expect.stringMatching(/^[0-9a-f]{32}$/),
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      vendor: { name: 'Barra' },
    })
    expect(await get('')).toEqual(welcome)
    await renewEpoch(running.club.database)
    expect(await get('')).toEqual(welcome)
  })

  it.each(['/products', '/products/'])('describes a database at %s', async (path) => {
    // Once the products are sequenced.
    await eventually(async () =>
      expect(await get<DatabaseInfo>(path)).toEqual({
        db_name: 'products',
        doc_count: 3,
        update_seq: expect.stringMatching(/^\d+-[0-9a-z]{16}$/),
        instance_start_time: '0',
      }),
    )
  })

  it('describes tickets as a database that nothing can be read from', async () => {
    expect(await get('/tickets')).toMatchObject({ db_name: 'tickets', doc_count: 0, update_seq: expect.stringMatching(/^0-/) })
    const page = await changes('include_docs=true', 'tickets')
    expect(page).toEqual({ results: [], last_seq: expect.stringMatching(/^0-/), pending: 0 })
    expect(await changes(`since=${page.last_seq}`, 'tickets')).toEqual(page)
  })

  it('gives documents page by page, each once, and then an empty page', async () => {
    const first = await changes('limit=2&include_docs=true')
    expect(first).toMatchObject({ pending: 1, last_seq: first.results[1]!.seq })
    const second = await changes(`limit=2&include_docs=true&since=${first.last_seq}`)
    expect(second).toMatchObject({ pending: 0, results: [{}] })
    const docs = [...first.results, ...second.results].map(({ doc }) => doc)
    expect(docs.map((doc) => doc!._id).sort()).toEqual(['1', '2', '3'])
    expect(docs.find((doc) => doc!._id === '1')).toMatchObject({
      id_product_service: 1,
      description: 'Cerveza',
      price: '1500.00',
    })
    expect(await changes(`since=${second.last_seq}`)).toEqual({ results: [], last_seq: second.last_seq, pending: 0 })
  })

  it('leaves the documents out unless asked for them, and starts at the end with since=now', async () => {
    const { results, last_seq } = await changes('since=0')
    expect(results[0]).not.toHaveProperty('doc')
    expect(results[0]).toMatchObject({ id: expect.any(String), changes: [{ rev: expect.stringMatching(/^\d+-[0-9a-f]{32}$/) }] })
    expect(await changes('since=now')).toEqual({ results: [], last_seq, pending: 0 })
    expect((await changes('limit=0')).results).toHaveLength(1)
  })

  it('does not mind what stock clients add', async () => {
    expect((await changes('style=all_docs&seq_interval=10&conflicts=true&descending=false')).results).toHaveLength(3)
  })

  it('zips a long page for who can unzip it', async () => {
    const partners = Array.from({ length: 500 }, (_, i) => ({ alias: `socia número ${i}` }))
    await running.club.kysely.insertInto('Partners').values(partners).execute()
    await eventually(async () => expect((await changes('', 'partners')).results).toHaveLength(500))
    const ask = (path: string, encoding: string) => running.ask(path, { headers: { 'Accept-Encoding': encoding } })
    const answer = await ask('/partners/_changes?include_docs=true', 'gzip')
    expect(answer.headers.get('Content-Encoding')).toBe('gzip')
    expect(((await answer.json()) as ChangesPage).results).toHaveLength(500)
    expect((await ask('/partners/_changes?include_docs=true', 'identity')).headers.get('Content-Encoding')).toBeNull()
    expect((await ask('/products/_changes', 'gzip')).headers.get('Content-Encoding')).toBeNull()
  })

  it('forbids caching and sniffing', async () => {
    const { headers } = await running.ask('/products/_changes')
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('ETag')).toBeNull()
  })

  it('answers a long poll at once when there is something to tell', async () => {
    expect((await changes('feed=longpoll&limit=1')).results).toHaveLength(1)
  })

  it('wakes a long poll with the change it waited for', async () => {
    const { update_seq } = await get<DatabaseInfo>('/products')
    let isAnswered = false
    const polling = changes(`feed=longpoll&include_docs=true&since=${update_seq}`).finally(() => (isAnswered = true))
    await changes(`feed=longpoll&timeout=300&since=${update_seq}`)
    expect(isAnswered).toBe(false)
    await setPrice('1600.00')
    expect(await polling).toMatchObject({ results: [{ id: '1', doc: { price: '1600.00' } }], pending: 0 })
  })

  it('ends a long poll with an empty page when its time is over', async () => {
    const { update_seq } = await get<DatabaseInfo>('/products')
    const page = await changes(`feed=longpoll&timeout=50&since=${update_seq}`)
    expect(page).toEqual({ results: [], last_seq: update_seq, pending: 0 })
    expect(await changes('feed=longpoll&timeout=50', 'tickets')).toMatchObject({ results: [] })
  })

  it('sends newlines while a long poll waits, and JSON that can still be read', async () => {
    const { update_seq } = await get<DatabaseInfo>('/products')
    const answer = await running.ask(`/products/_changes?feed=longpoll&heartbeat=1000&since=${update_seq}`)
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = (await reader.read()).value!
    expect(text).toBe('\n')
    await setPrice('1700.00')
    for (let next = await reader.read(); !next.done; next = await reader.read()) text += next.value
    expect(text).toMatch(/^\n+\{/)
    expect((JSON.parse(text) as ChangesPage).results).toHaveLength(1)
  })

  it('stops waiting when the client goes away', async () => {
    const { update_seq } = await get<DatabaseInfo>('/products')
    const waiting = vi.spyOn(running.endpoint.changeFeed, 'waitForChange')
    const leaving = new AbortController()
    const polling = running.ask(`/products/_changes?feed=longpoll&since=${update_seq}`, { signal: leaving.signal })
    await eventually(() => expect(waiting).toHaveBeenCalled())
    leaving.abort()
    await expect(polling).rejects.toThrow(/abort/)
    expect(await waiting.mock.results[0]!.value).toBe(false)
    waiting.mockRestore()
  })

  it('says 410 with the new epoch to a since of another history, also to a long poll that waited', async () => {
    const { update_seq } = await get<DatabaseInfo>('/products')
    const waiting = running.ask(`/products/_changes?feed=longpoll&since=${update_seq}`)
    await changes(`feed=longpoll&timeout=200&since=${update_seq}`)
    const epoch = await renewEpoch(running.club.database)
    for (const answer of [await waiting, await running.ask(`/products/_changes?since=${update_seq}`)]) {
      expect(answer.status).toBe(410)
      expect(await answer.json()).toEqual({ error: 'epoch_changed', reason: expect.stringContaining('pull from 0'), epoch })
    }
    expect((await running.ask(`/tickets/_changes?since=0-${update_seq.split('-')[1]}`)).status).toBe(410)
    expect((await changes('since=0')).last_seq).toMatch(new RegExp(`-${epoch}$`))
  })
})
