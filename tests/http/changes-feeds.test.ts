import type { Change, ChangesPage } from '@barra/replication-protocol'
import { renewEpoch } from '@barra/replication-server'
import { request, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { describeEachDatabase } from '../each-database.ts'
import { eventually } from '../eventually.ts'
import { BEER } from '../intake/small-club.ts'
import { aRunningEndpoint, type RunningEndpoint } from './running-endpoint.ts'

const PARTNERS = 3_500

describeEachDatabase((openFresh) => {
  let running: RunningEndpoint
  beforeAll(async () => {
    running = await aRunningEndpoint(openFresh)
    for (let start = 0; start < PARTNERS; start += 500) {
      const rows = Array.from({ length: 500 }, (_, i) => ({ id_partner: start + i + 1, alias: 'x'.repeat(40) }))
      await running.club.kysely.insertInto('Partners').values(rows).execute()
    }
    await eventually(async () => expect((await running.endpoint.changeFeed.describe('partners')).docCount).toBe(PARTNERS))
  })
  afterAll(() => running.stop())

  let price = 1
  const setPrice = () =>
    running.club.kysely
      .updateTable('Products_Services')
      .set({ price: `${++price}.00` })
      .where('id_product_service', '=', BEER)
      .execute()

  /** The lines of a feed as they come. */
  async function listen(path: string, headers: Record<string, string> = {}) {
    const leaving = new AbortController()
    onTestFinished(() => leaving.abort())
    const answer = await running.ask(path, { signal: leaving.signal, headers })
    const lines: string[] = []
    const ended = (async () => {
      let rest = ''
      for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
        const parts = (rest + chunk).split('\n')
        rest = parts.pop()!
        lines.push(...parts)
      }
    })()
    ended.catch(() => {})
    return { answer, lines, ended, leave: () => leaving.abort() }
  }

  it('streams everything when there is no limit, each document once, and says where it ended', async () => {
    for (const query of ['', '&feed=longpoll', '&include_docs=true']) {
      const answer = await running.ask(`/partners/_changes?since=0${query}`)
      const { results, last_seq, pending } = (await answer.json()) as ChangesPage
      expect(new Set(results.map(({ id }) => id)).size).toBe(PARTNERS)
      expect(results).toHaveLength(PARTNERS)
      expect([last_seq, pending]).toEqual([results.at(-1)!.seq, 0])
      expect(last_seq).toBe((await running.endpoint.changeFeed.describe('partners')).updateSeq)
    }
  })

  it('ends a stream at what was newest when it began, though the club goes on writing', async () => {
    const { updateSeq } = await running.endpoint.changeFeed.describe('partners')
    const read = slowly(`${running.url}/partners/_changes?include_docs=true`, await running.addTerminal('Lenta', 'pull'))
    await read.began
    await running.club.kysely.updateTable('Partners').set({ alias: 'otra' }).where('id_partner', '<=', 1_200).execute()
    await eventually(async () => {
      expect(await running.club.kysely.selectFrom('replication_outbox').select('id').execute()).toEqual([])
      expect((await running.endpoint.changeFeed.describe('partners')).updateSeq).not.toBe(updateSeq)
    })
    const { results, last_seq } = JSON.parse(await read.finish()) as ChangesPage
    expect(new Set(results.map(({ id }) => id)).size).toBe(results.length)
    const rest = (await (await running.ask(`/partners/_changes?since=${last_seq}`)).json()) as ChangesPage
    const held = new Map([...results, ...rest.results].map((row) => [row.id, row.changes[0]!.rev]))
    const all = (await (await running.ask('/partners/_changes')).json()) as ChangesPage
    expect(held).toEqual(new Map(all.results.map((row) => [row.id, row.changes[0]!.rev])))
  })

  it('follows continuously: a row per line, newlines between, and documents when asked for', async () => {
    const { lines, answer } = await listen('/products/_changes?feed=continuous&heartbeat=1000&include_docs=true')
    expect(answer.headers.get('Content-Type')).toMatch(/^application\/json/)
    const rows = () => lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Change)
    await eventually(() => expect(rows()).toHaveLength(3))
    await eventually(() => expect(lines).toContain(''))
    await setPrice()
    await eventually(() => expect(rows().at(-1)).toMatchObject({ id: '1', doc: { price: `${price}.00` } }))
    await setPrice()
    await eventually(() => expect(rows().at(-1)).toMatchObject({ id: '1', doc: { price: `${price}.00` } }))
  })

  it('ends a continuous feed after its limit, or when nothing happened for its timeout', async () => {
    const limited = await listen('/products/_changes?feed=continuous&limit=2')
    await limited.ended
    expect(limited.lines.map((line) => Object.keys(JSON.parse(line) as object))).toEqual([
      ['seq', 'id', 'changes'],
      ['seq', 'id', 'changes'],
      ['last_seq', 'pending'],
    ])
    const { updateSeq } = await running.endpoint.changeFeed.describe('products')
    for (const db of ['products', 'tickets']) {
      const idle = await listen(`/${db}/_changes?feed=continuous&since=now&timeout=50`)
      await idle.ended
      expect(idle.lines).toHaveLength(1)
      if (db === 'products') expect(JSON.parse(idle.lines[0]!)).toEqual({ last_seq: updateSeq, pending: 0 })
    }
  })

  it('follows as an event stream, which goes on at its last event', async () => {
    const first = await listen('/products/_changes?feed=eventsource')
    expect(first.answer.headers.get('Content-Type')).toMatch(/^text\/event-stream/)
    await eventually(() => expect(first.lines.filter((line) => line.startsWith('id: '))).toHaveLength(3))
    const last = first.lines.findLast((line) => line.startsWith('id: '))!.slice(4)
    first.leave()
    await setPrice()
    const second = await listen('/products/_changes?feed=eventsource', { 'Last-Event-ID': last })
    await eventually(() => expect(second.lines.filter((line) => line.startsWith('data: '))).toHaveLength(1))
    expect(JSON.parse(second.lines[0]!.slice('data: '.length))).toMatchObject({ id: '1' })
    expect((await running.ask('/products/_changes?feed=eventsource', { headers: { 'Last-Event-ID': 'x' } })).status).toBe(400)
  })

  it('breaks a continuous feed off when the epoch changes, and tells why to who asks again', async () => {
    const { updateSeq } = await running.endpoint.changeFeed.describe('products')
    const feed = await listen(`/products/_changes?feed=continuous&heartbeat=1000&since=${updateSeq}`)
    await renewEpoch(running.club.database)
    await expect(feed.ended).rejects.toThrow()
    expect(feed.lines.join('')).toBe('')
    expect((await running.ask(`/products/_changes?feed=continuous&since=${updateSeq}`)).status).toBe(410)
  })
})

describeEachDatabase((openFresh) => {
  it('ends continuous feeds, and streams that are taken slowly, when the endpoint stops', async () => {
    const running = await aRunningEndpoint(openFresh)
    // More than sockets hold, so that the answer has to wait for its client.
    const text = '🍺'.repeat(250)
    const rows = Array.from({ length: 3_000 }, (_, i) => ({ id_partner: i + 1, suspension_reason: text, expultion_reason: text }))
    for (let start = 0; start < rows.length; start += 500)
      await running.club.kysely
        .insertInto('Partners')
        .values(rows.slice(start, start + 500))
        .execute()
    await eventually(async () => expect((await running.endpoint.changeFeed.describe('partners')).docCount).toBe(rows.length))
    const token = await running.addTerminal('Lenta', 'pull')
    const feed = await running.ask('/tickets/_changes?feed=continuous&heartbeat=1000')
    const slow = slowly(`${running.url}/partners/_changes?include_docs=true`, token)
    await slow.began
    const told = feed.text()
    await running.stop()
    expect((await told).trim()).toMatch(/^\{"last_seq":.*\}$/)
    await expect(slow.finish()).rejects.toThrow(/aborted/)
  })
})

/** A client that reads nothing until it is told to go on. */
function slowly(url: string, token: string) {
  const asked = request(url, { headers: { Authorization: `Bearer ${token}` } })
  asked.end()
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', (res) => resolve(res.pause()))
    asked.once('error', reject)
  })
  return {
    began: answered,
    finish: async () => {
      const answer = await answered
      let text = ''
      for await (const chunk of answer.setEncoding('utf8')) text += chunk
      return text
    },
  }
}
