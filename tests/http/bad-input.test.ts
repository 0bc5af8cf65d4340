import { request } from 'node:http'
import { gzipSync } from 'node:zlib'
import { MAX_BODY_BYTES, MAX_BULK_DOCS } from '@barra/replication-protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { aRunningEndpoint, type RunningEndpoint } from './running-endpoint.ts'

describeEachDatabase((openFresh) => {
  let running: RunningEndpoint
  let token: string
  beforeAll(async () => {
    running = await aRunningEndpoint(openFresh)
    token = await running.addTerminal('Barra 2', 'pull', 'push')
  })
  afterAll(() => running.stop())

  async function expectError(answer: Response, status: number, error: string, reason: RegExp): Promise<void> {
    const text = await answer.text()
    expect(answer.headers.get('Content-Type')).toBe('application/json; charset=utf-8')
    expect({ status: answer.status, ...JSON.parse(text) }).toEqual({ status, error, reason: expect.stringMatching(reason) })
  }

  describe('GET', () => {
    it.each([
      ['/nothing', 404, 'not_found', /no database "nothing"/],
      ['/nothing/_changes', 404, 'not_found', /no database "nothing"/],
      ['/__proto__', 404, 'not_found', /no database "__proto__"/],
      ['/constructor/_changes', 404, 'not_found', /no database "constructor"/],
      ['/Partners', 404, 'not_found', /no database "Partners"/],
      ['/_all_dbs', 404, 'not_found', /no database "_all_dbs"/],
      ['/partners/_changes/more', 404, 'not_found', /nothing at/],
      ['/partners%2f_changes', 404, 'not_found', /no database/],
      ['/%zz/_changes', 400, 'bad_request', /cannot be read/],
      ['/tickets/_bulk_docs', 405, 'method_not_allowed', /only POST/],
      ['/partners/_changes?limit=-1', 400, 'bad_request', /limit must be a whole number/],
      ['/partners/_changes?limit=NaN', 400, 'bad_request', /limit must be a whole number/],
      ['/partners/_changes?limit=1e3', 400, 'bad_request', /limit must be a whole number/],
      ['/partners/_changes?limit=', 400, 'bad_request', /limit must be a whole number/],
      ['/partners/_changes?limit=2.5', 400, 'bad_request', /limit must be a whole number/],
      ['/partners/_changes?limit=10001', 400, 'bad_request', /10000 at most/],
      ['/partners/_changes?limit=99999999999999999999', 400, 'bad_request', /limit must be a whole number/],
      ['/partners/_changes?limit=1&limit=2', 400, 'bad_request', /limit is given twice/],
      ['/partners/_changes?since[]=0', 200, '', /^$/],
      ['/partners/_changes?since=', 400, 'bad_request', /no seq/],
      ['/partners/_changes?since=5', 400, 'bad_request', /no seq/],
      ['/partners/_changes?since=-1', 400, 'bad_request', /no seq/],
      ['/partners/_changes?since=1-', 400, 'bad_request', /no seq/],
      ['/partners/_changes?since=12345678901234567-abcdefgh', 400, 'bad_request', /no seq/],
      [`/partners/_changes?since=${'9'.repeat(4000)}`, 400, 'bad_request', /no seq/],
      ["/partners/_changes?since=1-abcdefgh'--", 400, 'bad_request', /no seq/],
      ['/partners/_changes?since=0&since=0', 400, 'bad_request', /since is given twice/],
      ['/partners/_changes?feed=tail', 400, 'bad_request', /normal, longpoll, continuous or eventsource/],
      ['/partners/_changes?style=one', 400, 'bad_request', /main_only or all_docs/],
      ['/partners/_changes?seq_interval=some', 400, 'bad_request', /seq_interval/],
      ['/partners/_changes?include_docs=yes', 400, 'bad_request', /true or false/],
      ['/partners/_changes?timeout=-5', 400, 'bad_request', /timeout/],
      ['/partners/_changes?heartbeat=often', 400, 'bad_request', /heartbeat/],
      ['/partners/_changes?filter=_view', 400, 'bad_request', /filter is not supported/],
      ['/partners/_changes?descending=true', 400, 'bad_request', /descending is not supported/],
      ['/tickets/_changes?limit=-1', 400, 'bad_request', /limit/],
      ['/_db_updates', 400, 'bad_request', /feed=eventsource/],
      ['/_db_updates?feed=continuous', 400, 'bad_request', /feed=eventsource/],
    ] as const)('%s', async (path, status, error, reason) => {
      const answer = await running.ask(path)
      if (status === 200) expect(answer.status).toBe(200)
      else await expectError(answer, status, error, reason)
    })
  })

  describe('methods', () => {
    it.each([
      ['POST', '/', 'GET, HEAD'],
      ['PATCH', '/partners', 'GET, HEAD'],
      ['PUT', '/products/_bulk_get', 'POST'],
      ['GET', '/products/_revs_diff', 'POST'],
      ['DELETE', '/products/_ensure_full_commit', 'POST'],
      ['POST', '/products/_local/x', 'GET, HEAD, PUT, DELETE'],
      ['POST', '/products/17', 'GET, HEAD'],
      ['POST', '/products/_changes', 'GET, HEAD'],
      ['PUT', '/tickets/_bulk_docs', 'POST'],
      ['GET', '/tickets/_preflight', 'POST'],
      ['POST', '/health', 'GET, HEAD'],
      ['POST', '/_db_updates', 'GET'],
    ])('%s %s is not possible', async (method, path, allowed) => {
      const answer = await running.ask(path, { method })
      expect(answer.headers.get('Allow')).toBe(allowed)
      await expectError(answer, 405, 'method_not_allowed', new RegExp(`${method} is not possible here, only ${allowed}`))
    })

    it('nothing is pushed to a database that is only pulled', async () => {
      await expectError(await send('{"docs":[]}', {}, '/partners/_bulk_docs'), 403, 'forbidden', /only pulled/)
      await expectError(await send('{"docs":[]}', {}, '/nothing/_bulk_docs'), 404, 'not_found', /no database/)
    })
  })

  function send(body: BodyInit, headers: Record<string, string> = {}, path = '/tickets/_bulk_docs'): Promise<Response> {
    return running.ask(path, { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } })
  }

  describe('a pushed body', () => {
    const gzip = { 'Content-Encoding': 'gzip' }
    const zipped = gzipSync('{"docs":[]}')
    const tooLong = JSON.stringify({ docs: ['x'.repeat(MAX_BODY_BYTES)] })

    it.each<[string, BodyInit, Record<string, string>, number, string, RegExp]>([
      ['that is no JSON', '{"docs":[', {}, 400, 'bad_request', /cannot be read/],
      ['that is empty', '', {}, 400, 'bad_request', /body/],
      ['that is null', 'null', {}, 400, 'bad_request', /cannot be read|must be/],
      ['that is text', '"docs"', {}, 400, 'bad_request', /cannot be read/],
      ['that is a list', '[]', {}, 400, 'bad_request', /\{"docs": \[…\]\}/],
      ['without docs', '{}', {}, 400, 'bad_request', /\{"docs": \[…\]\}/],
      ['whose docs are no list', '{"docs":{"length":1}}', {}, 400, 'bad_request', /\{"docs": \[…\]\}/],
      ['of another type', '{"docs":[]}', { 'Content-Type': 'text/plain' }, 415, 'unsupported_media_type', /application\/json/],
      ['from a form', 'docs=1', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415, 'unsupported_media_type', /json/],
      [
        'in an unknown charset',
        '{"docs":[]}',
        { 'Content-Type': 'application/json; charset=x' },
        415,
        'unsupported_media_type',
        /charset/,
      ],
      ['in an unknown encoding', '{"docs":[]}', { 'Content-Encoding': 'rot13' }, 415, 'unsupported_media_type', /encoding/],
      ['that is too long', tooLong, {}, 413, 'too_large', /bytes at most/],
      ['that is too long once unzipped', gzipSync(tooLong), gzip, 413, 'too_large', /bytes at most/],
      ['whose gzip is cut short', zipped.subarray(0, zipped.length - 9), gzip, 400, 'bad_request', /cannot be read/],
      ['that is no gzip', '{"docs":[]}', gzip, 400, 'bad_request', /cannot be read/],
      ['with too many tickets', JSON.stringify({ docs: Array(MAX_BULK_DOCS + 1).fill({}) }), {}, 413, 'too_large', /500 docs/],
    ])('%s', async (_what, body, headers, status, error, reason) => {
      await expectError(await send(body, headers), status, error, reason)
    })

    it('is read up to the very limit, as it is or unzipped', async () => {
      const frame = JSON.stringify({ docs: [], padding: '' })
      const longest = JSON.stringify({ docs: [], padding: 'x'.repeat(MAX_BODY_BYTES - frame.length) })
      expect((await send(longest)).status).toBe(201)
      expect((await send(gzipSync(longest), gzip)).status).toBe(201)
      expect((await send(longest + ' ')).status).toBe(413)
      const mostDocs = await send(JSON.stringify({ docs: Array(MAX_BULK_DOCS).fill({}) }))
      expect([mostDocs.status, ((await mostDocs.json()) as unknown[]).length]).toEqual([201, MAX_BULK_DOCS])
    })

    it('is read when it is gzip', async () => {
      const answer = await send(zipped, gzip)
      expect([answer.status, await answer.json()]).toEqual([201, []])
    })

    it('is refused when there is none', async () => {
      const answer = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
        const headers = { Authorization: `Bearer ${token}`, 'Content-Length': '0' }
        request(`${running.url}/tickets/_bulk_docs`, { method: 'POST', headers }, (res) => {
          let body = ''
          res.on('data', (chunk) => (body += chunk)).on('end', () => resolve({ status: res.statusCode, body }))
        })
          .on('error', reject)
          .end()
      })
      expect(answer.status).toBe(415)
      expect(JSON.parse(answer.body)).toMatchObject({ error: 'unsupported_media_type' })
    })
  })

  it('answers documents that are anything with a verdict each, in order', async () => {
    const docs = [null, 1, 'x', [], {}, { _id: {} }, { _id: '17' }]
    const answer = await send(JSON.stringify({ docs }))
    expect(answer.status).toBe(201)
    const refusal = { error: 'forbidden', code: 'invalid_ticket', reason: expect.any(String) }
    expect(await answer.json()).toEqual(docs.map((_, i) => ({ ...refusal, id: i === 6 ? '17' : null })))
  })

  it('does not mind a host that is none', async () => {
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { Authorization: `Bearer ${token}`, Host: 'a b' }
      request(`${running.url}/_db_updates?feed=eventsource`, { headers }, (res) => {
        res.resume()
        resolve(res.statusCode)
      })
        .on('error', reject)
        .end()
    })
    expect(answer).toBe(400)
  })
})
