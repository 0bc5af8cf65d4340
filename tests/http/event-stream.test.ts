import { EventSource } from 'eventsource'
import type { DatabaseUpdate } from '@barra/replication-protocol'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { outboxDrained } from '../change-feed/club.ts'
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

  function listen(): { hints: DatabaseUpdate[]; opened: Promise<void>; source: EventSource } {
    const hints: DatabaseUpdate[] = []
    const source = new EventSource(`${running.url}/_db_updates?feed=eventsource`, {
      fetch: (url, init) => running.ask(String(url).slice(running.url.length), init as RequestInit),
    })
    source.addEventListener('message', ({ data }) => hints.push(JSON.parse(data) as DatabaseUpdate))
    const opened = new Promise<void>((resolve, reject) => {
      source.addEventListener('open', () => resolve())
      source.addEventListener('error', (error) => reject(new Error(error.message)))
    })
    return { hints, opened, source }
  }

  const setPrice = (price: string) =>
    running.club.kysely.updateTable('Products_Services').set({ price }).where('id_product_service', '=', BEER).execute()

  /** Whoever listens was told of the last change of a product there was. */
  const hasHeardOfAll = (hints: readonly DatabaseUpdate[]) =>
    eventually(async () => {
      const page = (await (await running.ask('/products/_changes')).json()) as { last_seq: string }
      expect(hints).toContainEqual({ db_name: 'products', type: 'updated', seq: page.last_seq })
      return page
    })

  it('opens as an event stream that nothing on the way may keep or zip', async () => {
    const leaving = new AbortController()
    const { headers, body } = await running.ask('/_db_updates?feed=eventsource', {
      headers: { 'Accept-Encoding': 'gzip' },
      signal: leaving.signal,
    })
    expect(headers.get('Content-Type')).toMatch(/^text\/event-stream/)
    expect(headers.get('Cache-Control')).toBe('no-store, no-transform')
    expect(headers.get('Content-Encoding')).toBeNull()
    const first = await body!.pipeThrough(new TextDecoderStream()).getReader().read()
    expect(first.value).toMatch(/^:/)
    leaving.abort()
  })

  it('begins with a comment and no hint: whoever opens it reads the changes anyway', async () => {
    // Told to whoever listened before, so that it is on its way to nobody any more.
    const before = listen()
    await before.opened
    await setPrice('1700.00')
    await outboxDrained(running.club)
    await hasHeardOfAll(before.hints)
    before.source.close()
    const leaving = new AbortController()
    const { body } = await running.ask('/_db_updates?feed=eventsource', { signal: leaving.signal })
    const reader = body!.pipeThrough(new TextDecoderStream()).getReader()
    await running.club.openVisit()
    let text = ''
    while (!text.includes('data:')) text += (await reader.read()).value
    expect(text).toMatch(/^:listening\n/)
    expect(text.match(/"db_name":"\w+"/g)).toEqual(['"db_name":"visits"'])
    leaving.abort()
  })

  it('has so many streams open for a terminal and no more, until one of them closes', async () => {
    const endpoint = await aRunningEndpoint(openFresh, { streamsPerTerminal: 2 })
    onTestFinished(() => endpoint.stop())
    const other = { Authorization: `Bearer ${await endpoint.addTerminal('Barra 2', 'pull')}` }
    const first = new AbortController()
    const ask = (init?: RequestInit) => endpoint.ask('/_db_updates?feed=eventsource', init)
    const held = [await ask({ signal: first.signal }), await ask()]
    const refused = await ask()
    expect([refused.status, await refused.json()]).toEqual([
      429,
      { error: 'too_many_requests', reason: 'Barra 1 has 2 streams open already: close one first' },
    ])
    expect((await ask({ headers: other })).status).toBe(200)
    // Node closes the connection of an answer that nobody refers to.
    expect(held.map(({ status }) => status)).toEqual([200, 200])
    first.abort()
    await eventually(async () => expect((await ask()).status).toBe(200))
  })

  it('counts the feeds of changes that wait with the streams of hints', async () => {
    const endpoint = await aRunningEndpoint(openFresh, { streamsPerTerminal: 4 })
    onTestFinished(() => endpoint.stop())
    const leaving = new AbortController()
    const held: Response[] = []
    // The poll's first heartbeat says that it waits.
    for (const path of [
      '/_db_updates?feed=eventsource',
      '/visits/_changes?feed=continuous',
      '/visits/_changes?feed=eventsource',
      '/tickets/_changes?feed=longpoll&heartbeat=1000',
    ]) {
      held.push(await endpoint.ask(path, { signal: leaving.signal }))
    }
    const pollShortly = async () => (await endpoint.ask('/tickets/_changes?feed=longpoll&timeout=1')).status
    expect(await pollShortly()).toBe(429)
    for (const path of [
      '/_db_updates?feed=eventsource',
      '/visits/_changes?feed=continuous',
      '/visits/_changes?feed=eventsource',
    ]) {
      const refused = await endpoint.ask(path)
      expect(refused.status).toBe(429)
      expect(await refused.json()).toMatchObject({ error: 'too_many_requests' })
    }
    expect((await endpoint.ask('/visits/_changes')).status).toBe(200)
    // Node closes the connection of an answer that nobody refers to.
    expect(held.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    leaving.abort()
    await eventually(async () => expect(await pollShortly()).toBe(200))
  })

  it('hints at the database that moved, with a seq from which there is nothing more to read', async () => {
    const { hints, opened, source } = listen()
    await opened
    await setPrice('1800.00')
    const { last_seq } = await hasHeardOfAll(hints)
    expect(hints.at(-1)).toEqual({ db_name: 'products', type: 'updated', seq: last_seq })
    source.close()
  })

  it('hints to every terminal that listens', async () => {
    const listeners = [listen(), listen(), listen()]
    await Promise.all(listeners.map(({ opened }) => opened))
    await running.club.openVisit()
    await eventually(() => {
      for (const { hints } of listeners) expect(hints.map(({ db_name }) => db_name)).toContain('visits')
    })
    for (const { source } of listeners) source.close()
  })
})

describeEachDatabase((openFresh) => {
  it('ends streams and long polls at once when the endpoint stops, so that the server can close', async () => {
    const running = await aRunningEndpoint(openFresh)
    const stream = await running.ask('/_db_updates?feed=eventsource')
    const { changeFeed } = running.endpoint
    await eventually(async () => expect(await changeFeed.describe('products')).toMatchObject({ docCount: 3 }))
    const waiting = vi.spyOn(changeFeed, 'waitForChange')
    const arriving = vi.fn()
    running.server.on('request', arriving)
    const polls = ['products', 'tickets'].map((db) => running.ask(`/${db}/_changes?feed=longpoll&since=now`))
    await eventually(() => expect(arriving).toHaveBeenCalledTimes(polls.length))
    await eventually(() => expect(waiting).toHaveBeenCalled())

    const startedAt = performance.now()
    await running.stop()
    // Soon beside the minute that a poll waits, on a busy machine too; a connection that is kept would tell by its header.
    expect(performance.now() - startedAt).toBeLessThan(20_000)
    for (const answer of await Promise.all(polls)) {
      expect(answer.headers.get('Connection')).toBe('close')
      expect(await answer.json()).toMatchObject({ results: [] })
    }
    expect(await stream.text()).toMatch(/^:/)
  })

  it('keeps no connection after an answer that was under way when the endpoint stopped', async () => {
    const running = await aRunningEndpoint(openFresh)
    const { changeFeed } = running.endpoint
    const description = await changeFeed.describe('products')
    let answer!: () => void
    const asked = vi
      .spyOn(changeFeed, 'describe')
      .mockReturnValue(new Promise((resolve) => (answer = () => resolve(description))))
    const answering = running.ask('/products')
    await eventually(() => expect(asked).toHaveBeenCalled())

    await running.endpoint.stop()
    answer()
    const { status, headers } = await answering
    expect([status, headers.get('Connection')]).toEqual([200, 'close'])
    await running.stop()
  })
})
