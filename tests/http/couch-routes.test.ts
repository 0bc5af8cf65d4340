import type { ReplicatedDocument } from '@barra/replication-protocol'
import { openReplicationEndpoint } from '@barra/replication-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { eventually } from '../eventually.ts'
import { BEER, FERNET, NOW, WATER } from '../intake/small-club.ts'
import { aRunningEndpoint, type RunningEndpoint } from './running-endpoint.ts'

const DAY_MS = 86_400_000

describeEachDatabase((openFresh) => {
  let running: RunningEndpoint
  const clock = { now: NOW }
  beforeAll(async () => {
    running = await aRunningEndpoint(openFresh, { clock: () => clock.now })
    await change(BEER, '1600.00')
    await running.club.kysely.deleteFrom('Products_Services').where('id_product_service', '=', WATER).execute()
    await settled()
  })
  afterAll(() => running.stop())

  async function change(product: number, price: string): Promise<void> {
    await settled()
    await running.club.kysely.updateTable('Products_Services').set({ price }).where('id_product_service', '=', product).execute()
    await settled()
  }

  const settled = () =>
    eventually(async () => {
      const notes = await running.club.kysely.selectFrom('replication_outbox').select('id').execute()
      if (notes.length > 0) throw new Error('the outbox still holds notes')
    })

  async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const headers = { 'Content-Type': 'application/json' }
    const answer = await running.ask(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
    return { status: answer.status, body: method === 'HEAD' ? null : await answer.json() }
  }
  const read = async (path: string) =>
    (await ask('GET', path)).body as ReplicatedDocument & { _revisions: { start: number; ids: string[] } }

  describe('one document', () => {
    it('is given as it is now, for any of its revisions', async () => {
      const now = await read('/products/1')
      expect(now).toMatchObject({ _id: '1', _rev: expect.stringMatching(/^2-/), price: '1600.00' })
      const { _revisions } = await read('/products/1?revs=true')
      expect(_revisions).toEqual({ start: 2, ids: [now._rev.slice(2), expect.stringMatching(/^[0-9a-f]{32}$/)] })
      expect(await read(`/products/1?rev=1-${_revisions.ids[1]}`)).toEqual(now)
      expect(await read(`/products/1?rev=${now._rev}&latest=true`)).toEqual(now)
      const answer = await running.ask('/products/1', { method: 'HEAD' })
      expect([answer.status, answer.headers.get('ETag'), await answer.text()]).toEqual([200, `"${now._rev}"`, ''])
    })

    it('that is gone is a tombstone to who knows a revision, and missing to others', async () => {
      const { _rev } = ((await ask('POST', '/products/_bulk_get', { docs: [{ id: '3' }] })).body as BulkGot).results[0]!.docs[0]!
        .ok!
      expect(await read(`/products/3?rev=${_rev}`)).toMatchObject({ _id: '3', _deleted: true, description: null })
      expect(await ask('GET', '/products/3')).toEqual({ status: 404, body: { error: 'not_found', reason: 'deleted' } })
      expect((await ask('HEAD', '/products/3')).status).toBe(404)
    })

    it.each([
      '/products/77',
      '/products/1?rev=1-00000000000000000000000000000000',
      '/products/1?rev=x',
      '/tickets/1',
      '/products/_design/x',
    ])('is missing at %s', async (path) => {
      expect(await ask('GET', path)).toMatchObject({ status: 404, body: { error: 'not_found' } })
    })

    it('is asked for again when its revision is of a future that this database has not seen', async () => {
      const { _rev } = await read('/products/2')
      await change(FERNET, '3000.00')
      const { _rev: next } = await read('/products/2')
      expect(next).not.toBe(_rev)
      await running.club.kysely.updateTable('replication_docs').set({ generation: 1 }).where('doc_id', '=', '2').execute()
      expect(await ask('GET', `/products/2?rev=${next}`)).toMatchObject({ status: 503, body: { error: 'unavailable' } })
      await running.club.kysely.updateTable('replication_docs').set({ generation: 2 }).where('doc_id', '=', '2').execute()
    })

    it('has one leaf, told as JSON', async () => {
      const now = await read('/products/1?revs=true')
      const open = (revs: string) => ask('GET', `/products/1?revs=true&open_revs=${encodeURIComponent(revs)}`)
      expect((await open('all')).body).toEqual([{ ok: now }])
      expect((await open(JSON.stringify([now._rev, `1-${now._revisions.ids[1]}`, '9-x']))).body).toEqual([
        { ok: now },
        { missing: '9-x' },
      ])
      expect(await open('["1-a"')).toMatchObject({ status: 400 })
      expect(await open('{}')).toMatchObject({ status: 400 })
      const multipart = await running.ask('/products/1?open_revs=all', { headers: { Accept: 'multipart/mixed' } })
      expect([multipart.status, await multipart.json()]).toEqual([406, expect.objectContaining({ error: 'not_acceptable' })])
      const either = await running.ask('/products/1?open_revs=all', { headers: { Accept: 'multipart/mixed, application/json' } })
      expect(await either.json()).toHaveLength(1)
    })
  })

  interface BulkGot {
    results: { id: string; docs: { ok?: ReplicatedDocument; error?: unknown }[] }[]
  }

  describe('many documents', () => {
    it('are given in the order in which they were asked for, one element each', async () => {
      const { _rev } = await read('/products/1')
      const docs = [
        { id: '2' },
        { id: '77' },
        { id: '1', rev: _rev, atts_since: [] },
        { id: '1', rev: '8-x' },
        { id: '3' },
        { id: '2' },
        { id: '1 ' },
      ]
      const { status, body } = await ask('POST', '/products/_bulk_get?revs=true&latest=true', { docs })
      expect([status, Object.keys(body as object)]).toEqual([200, ['results']])
      const found = (id: string, fields: object) => ({
        id,
        docs: [{ ok: expect.objectContaining({ _id: id, _revisions: expect.anything(), ...fields }) }],
      })
      const missing = (id: string, rev: string) => ({ id, docs: [{ error: { id, rev, error: 'not_found', reason: 'missing' } }] })
      expect((body as BulkGot).results).toEqual([
        found('2', { id_product_service: 2 }),
        missing('77', 'undefined'),
        found('1', { _rev }),
        missing('1', '8-x'),
        found('3', { _deleted: true }),
        found('2', {}),
        missing('1 ', 'undefined'),
      ])
      expect((await ask('POST', '/products/_bulk_get', { docs: [] })).body).toEqual({ results: [] })
    })

    it.each([
      [{}],
      [{ docs: {} }],
      [{ docs: [1] }],
      [{ docs: [{ id: 1 }] }],
      [{ docs: [{ id: '1', rev: 1 }] }],
      [{ docs: [null] }],
    ])('are not given for %j', async (body) => {
      expect(await ask('POST', '/products/_bulk_get', body)).toMatchObject({ status: 400, body: { error: 'bad_request' } })
    })
  })

  it('tells which revisions it does not know', async () => {
    const { _rev, _revisions } = await read('/products/1?revs=true')
    const asked = { '1': [_rev, `1-${_revisions.ids[1]}`, '1-x', '7-y'], '2': [(await read('/products/2'))._rev], '77': ['1-z'] }
    expect((await ask('POST', '/products/_revs_diff', asked)).body).toEqual({
      '1': { missing: ['1-x', '7-y'], possible_ancestors: [_rev] },
      '77': { missing: ['1-z'] },
    })
    for (const body of [[], { '1': '1-x' }, { '1': [1] }])
      expect((await ask('POST', '/products/_revs_diff', body)).status).toBe(400)
  })

  describe('a terminal’s own documents', () => {
    const path = '/products/_local/a%2Fb%2Bc=='

    it('are kept for it alone, and replaced whatever their revision', async () => {
      expect(await ask('GET', path)).toEqual({ status: 404, body: { error: 'not_found', reason: 'missing' } })
      const written = await ask('PUT', path, { _id: 'ignored', last_seq: '5', history: [{ ñ: '🍺' }] })
      expect(written).toEqual({ status: 201, body: { ok: true, id: '_local/a/b+c==', rev: '0-1' } })
      expect((await ask('PUT', path, { _rev: '0-0', last_seq: '6' })).body).toMatchObject({ rev: '0-2' })
      expect((await ask('GET', path)).body).toEqual({ _id: '_local/a/b+c==', _rev: '0-2', last_seq: '6' })
      expect((await ask('GET', '/partners/_local/a%2Fb%2Bc==')).status).toBe(404)

      const other = await running.addTerminal('Otra', 'pull')
      const theirs = await fetch(running.url + path, { headers: { Authorization: `Bearer ${other}` } })
      expect(theirs.status).toBe(404)

      expect(await ask('DELETE', path)).toMatchObject({ status: 200, body: { ok: true } })
      expect((await ask('DELETE', path)).status).toBe(404)
      expect((await ask('GET', path)).status).toBe(404)
    })

    it('are small, few, and have a name', async () => {
      expect((await ask('PUT', path, { text: 'x'.repeat(65_536) })).status).toBe(413)
      expect((await ask('PUT', path, [])).status).toBe(400)
      for (const id of ['x'.repeat(201), 'a%20b', 'a%00', 'ñ'])
        expect((await ask('PUT', `/products/_local/${id}`, {})).status).toBe(400)
      for (let i = 0; i < 205; i++) {
        clock.now = new Date(NOW.getTime() + i)
        await ask('PUT', `/products/_local/${i}`, { i })
      }
      expect((await ask('GET', '/products/_local/4')).status).toBe(404)
      expect((await ask('GET', '/products/_local/5')).status).toBe(200)
      expect((await ask('GET', '/products/_local/204')).status).toBe(200)
      clock.now = NOW
    })

    it('are written by two at the same time without a fault', async () => {
      const writes = Array.from({ length: 20 }, (_, i) => ask('PUT', '/partners/_local/same', { i }))
      expect((await Promise.all(writes)).map(({ status }) => status)).toEqual(Array(20).fill(201))
      expect((await ask('GET', '/partners/_local/same')).body).toMatchObject({ _rev: '0-20' })
    })
  })

  it('says that all is on disk, that it is up, and that it has no sessions', async () => {
    expect(await ask('POST', '/products/_ensure_full_commit')).toEqual({
      status: 201,
      body: { ok: true, instance_start_time: '0' },
    })
    const up = await fetch(`${running.url}/_up`)
    expect([up.status, await up.json()]).toEqual([200, { status: 'ok', seeds: {} }])
    for (const method of ['GET', 'POST', 'DELETE']) {
      const session = await fetch(`${running.url}/_session`, { method })
      expect([session.status, await session.json()]).toEqual([404, expect.objectContaining({ error: 'not_found' })])
    }
  })

  describe('HEAD', () => {
    it.each(['/', '/products', '/products/', '/products/_changes?feed=longpoll&since=now', '/products/_changes', '/_up'])(
      '%s',
      async (path) => {
        const answer = await running.ask(path, { method: 'HEAD' })
        expect([answer.status, await answer.text()]).toEqual([200, ''])
      },
    )
  })

  describe('is refused as CouchDB refuses it', () => {
    it.each([
      ['PUT', '/new', 403, 'forbidden'],
      ['PUT', '/products', 403, 'forbidden'],
      ['DELETE', '/products', 403, 'forbidden'],
      ['POST', '/products', 403, 'forbidden'],
      ['POST', '/tickets', 403, 'forbidden'],
      ['PUT', '/products/1', 403, 'forbidden'],
      ['DELETE', '/products/1?rev=1-x', 403, 'forbidden'],
      ['PUT', '/tickets/0199b7c4-0000-7000-8000-000000000000', 403, 'forbidden'],
      ['POST', '/products/_bulk_docs', 403, 'forbidden'],
      ['PUT', '/products/_design/x', 403, 'forbidden'],
      ['DELETE', '/products/_design/x', 403, 'forbidden'],
      ['PUT', '/products/1/photo.png', 403, 'forbidden'],
      ['DELETE', '/products/1/photo.png', 403, 'forbidden'],
      ['GET', '/products/1/photo.png', 404, 'not_found'],
      ['GET', '/products/_design/x/_view/y', 404, 'not_found'],
      ['GET', '/products/_security', 404, 'not_found'],
      ['POST', '/products/_find', 405, 'method_not_allowed'],
      ['POST', '/products/_index', 405, 'method_not_allowed'],
      ['POST', '/products/_purge', 405, 'method_not_allowed'],
      ['POST', '/products/_compact', 405, 'method_not_allowed'],
      ['POST', '/products/_changes?filter=_doc_ids', 405, 'method_not_allowed'],
      ['GET', '/products/_changes?filter=_doc_ids', 400, 'bad_request'],
      ['GET', '/products/_changes?descending=true', 400, 'bad_request'],
      ['GET', '/_all_dbs', 404, 'not_found'],
      ['GET', '/_users', 404, 'not_found'],
      ['POST', '/_replicate', 404, 'not_found'],
      ['COPY', '/products/1', 405, 'method_not_allowed'],
    ] as const)('%s %s', async (method, path, status, error) => {
      const answer = await ask(method, path, method === 'GET' ? undefined : { docs: [], doc_ids: [] })
      expect(answer).toEqual({ status, body: { error, reason: expect.any(String) } })
    })
  })

  it('lets who may only push ask what a push needs, and nothing else', async () => {
    const token = await running.addTerminal('Solo caja', 'push')
    const statusOf = async (method: string, path: string, body?: unknown) => {
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
      return (await fetch(running.url + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) }))
        .status
    }
    expect(await statusOf('GET', '/tickets/')).toBe(200)
    expect(await statusOf('POST', '/tickets/_revs_diff', {})).toBe(200)
    expect(await statusOf('PUT', '/tickets/_local/x', {})).toBe(201)
    expect(await statusOf('POST', '/tickets/_ensure_full_commit')).toBe(201)
    for (const path of ['/products/', '/products/1', '/products/_changes', '/products/_local/x'])
      expect(await statusOf('GET', path)).toBe(403)
    for (const path of ['/products/_bulk_get', '/products/_revs_diff']) expect(await statusOf('POST', path, {})).toBe(403)
  })

  it('forgets a terminal’s documents when nobody wrote them for more than a year', async () => {
    await ask('PUT', '/visits/_local/old', {})
    clock.now = new Date(NOW.getTime() + 300 * DAY_MS)
    await ask('PUT', '/visits/_local/young', {})
    clock.now = new Date(NOW.getTime() + 401 * DAY_MS)
    const auditing = openReplicationEndpoint({
      database: running.club.openServing(),
      clock: () => clock.now,
      auditIntervalMs: 100,
    })
    auditing.start()
    await eventually(async () => expect((await ask('GET', '/visits/_local/old')).status).toBe(404))
    await auditing.stop()
    expect((await ask('GET', '/visits/_local/young')).status).toBe(200)
  })
})
