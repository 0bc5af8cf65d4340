import { firstValueFrom, skip } from 'rxjs'
import { expect, onTestFinished, test, vi } from 'vitest'
import { newId } from '@barra/domain'
import type { LocalStore } from '../local-store.ts'
import { anEndpoint, anOpenNight, aTerminal, eventually, sell, ticketsOf } from '../testing/a-terminal.ts'
import { anotherTab } from '../testing/another-tab.ts'
import type { FakeEndpoint } from '../testing/fake-endpoint.ts'

const HOUR_MS = 3_600_000

test.each([
  ['html', 'captive_portal'],
  ['http_511', 'captive_portal'],
  ['http_502', 'server_down'],
  ['no_connection', 'server_down'],
] as const)('tells by %s what is in the way: %s', async (fate, cause) => {
  const endpoint = anEndpoint()
  const store = await aTerminal()
  await eventually(store.server.state$, ({ kind }) => kind === 'online')
  endpoint.fate = () => fate
  await eventually(store.server.state$, (state) => state.kind === 'offline' && state.cause === cause)
  endpoint.fate = () => 'answer'
  await eventually(store.server.state$, ({ kind }) => kind === 'online')
})

const RARELY = { online: 600_000, offline: 600_000 }

test('a network that goes while the server is asked is told at once, though that question is still answered', async () => {
  const endpoint = anEndpoint()
  let answerFirst = () => {}
  const isFirstAnswered = new Promise<void>((resolve) => (answerFirst = resolve))
  let asked = 0
  endpoint.fate = async ({ path }) => {
    if (!path.endsWith('/health')) return 'answer'
    if (++asked > 1) return 'no_connection'
    await isFirstAnswered
    return 'answer'
  }
  const store = await aTerminal({ healthIntervalMs: RARELY })
  globalThis.dispatchEvent(new Event('offline'))
  answerFirst()
  await eventually(store.server.state$, ({ kind }) => kind === 'offline')
  expect(asked).toBe(2)
})

test('a server that still answers where the browser knows of no network is asked again soon', async () => {
  const endpoint = anEndpoint()
  const store = await aTerminal({ healthIntervalMs: { ...RARELY, offline: 50 } })
  await eventually(store.server.state$, ({ kind }) => kind === 'online')
  const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  onTestFinished(() => onLine.mockRestore())
  const heard = firstValueFrom(store.server.answer$.pipe(skip(1)))
  globalThis.dispatchEvent(new Event('offline'))
  await heard
  endpoint.fate = ({ path }) => (path.endsWith('/health') ? 'no_connection' : 'answer')
  await eventually(store.server.state$, (state) => state.kind === 'offline' && state.cause === 'network_down')
})

test('an outage goes on where the page is loaded in it, and ends with an answer', async () => {
  const name = `t-${newId()}`
  const endpoint = anEndpoint()
  const whenOffline = async (store: LocalStore) => {
    const state = await eventually(store.server.state$, ({ kind }) => kind === 'offline')
    return state.kind === 'offline' ? Date.parse(state.since) : 0
  }
  const store = await aTerminal({ name })
  await eventually(store.server.state$, ({ kind }) => kind === 'online')
  endpoint.goDown()
  const began = await whenOffline(store)
  await store.close()
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  const again = await aTerminal({ name })
  expect(await whenOffline(again)).toBe(began)
  endpoint.isDown = false
  await eventually(again.server.state$, ({ kind }) => kind === 'online')
  await again.close()
  endpoint.goDown()
  expect(await whenOffline(await aTerminal({ name }))).toBeGreaterThan(began)
})

test.each([2 * HOUR_MS, -2 * HOUR_MS])(
  'a clock %i ms ahead is told, and a ticket, what is decided about it and its shift carry the server’s time',
  async (clockOffsetMs) => {
    const name = `t-${newId()}`
    const { endpoint } = await anOpenNight({ name })
    const { store } = await anotherTab(endpoint, { name }, { clockOffsetMs })
    const answer = await eventually(store.server.answer$, (seen) => seen !== null)
    expect(Math.round(answer!.clockAheadMs! / 60_000)).toBe(clockOffsetMs / 60_000)
    const [ticket] = await sell(store)
    expect(Math.abs(Date.parse(ticket!.ticket_date) - Date.now())).toBeLessThan(HOUR_MS)
    await store.tickets.void(ticket!.id, { reason: 'se equivocó de trago', by: null })
    const shift = await firstValueFrom(store.shifts.current$)
    expect(Math.abs(Date.parse(shift!.opened_at) - Date.now())).toBeLessThan(HOUR_MS)
    const [voided] = await ticketsOf(store)
    expect(Math.abs(Date.parse(voided!.changes[0]!.at) - Date.now())).toBeLessThan(HOUR_MS)
  },
)

test.each([2 * HOUR_MS, -2 * HOUR_MS])(
  'what becomes of a ticket is dated by the server’s time, too, by a clock %i ms ahead',
  async (clockOffsetMs) => {
    const name = `t-${newId()}`
    const { endpoint, store: first } = await anOpenNight({ name })
    await first.close() // Only the other tab verifies.
    const { store } = await anotherTab(endpoint, { name }, { clockOffsetMs })
    await eventually(store.server.answer$, (seen) => seen !== null)
    const [ticket] = await sell(store)
    await store.push.start()
    endpoint.tickets.delete(ticket!.id)
    endpoint.restore('bbbbbbbbbbbb')
    store.pull.pullNow()
    await eventually(store.tickets.pending$, ({ lostByServer }) => lostByServer === 1)
    const [lost] = await ticketsOf(store)
    expect(lost!.attempts.map(({ outcome }) => outcome)).toEqual(['stored', 'lost'])
    for (const { at } of lost!.attempts) expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(HOUR_MS)
  },
)

test('a clock that was set right while the server was away is believed', async () => {
  const name = `t-${newId()}`
  const { endpoint } = await anOpenNight({ name })
  const { store, setClock } = await anotherTab(endpoint, { name }, { clockOffsetMs: 2 * HOUR_MS })
  await eventually(store.server.answer$, (seen) => seen !== null)
  endpoint.goDown()
  await eventually(store.server.state$, ({ kind }) => kind === 'offline')
  setClock(0)
  const [ticket] = await sell(store)
  expect(Math.abs(Date.parse(ticket!.ticket_date) - Date.now())).toBeLessThan(HOUR_MS)
})

test('a clock that was set right while the server was asked is never taken for half wrong', async () => {
  const name = `t-${newId()}`
  const { endpoint, store: first } = await anOpenNight({ name })
  await first.close() // Only the other tab asks.
  const { store, setClock } = await anotherTab(endpoint, { name }, { clockOffsetMs: 2 * HOUR_MS })
  await eventually(store.server.answer$, (answer) => answer !== null)
  const ahead: number[] = []
  const listening = store.server.answer$.subscribe((answer) => answer && ahead.push(answer.clockAheadMs!))
  endpoint.fate = ({ path }) => {
    if (path.endsWith('/health')) setClock(0)
    return 'answer'
  }
  await eventually(store.server.answer$, (answer) => Math.abs(answer!.clockAheadMs!) < HOUR_MS / 2)
  listening.unsubscribe()
  expect(ahead.filter((ms) => Math.abs(ms - HOUR_MS) < HOUR_MS / 2)).toEqual([])
})

test('a clock that is right is told to be, and how fast the server answered', async () => {
  const { store } = await anOpenNight()
  const answer = await firstValueFrom(store.server.answer$)
  expect(Math.abs(answer!.clockAheadMs!)).toBeLessThan(60_000)
  expect(answer!.respondedInMs).toBeGreaterThanOrEqual(0)
})

test.each([2 * HOUR_MS, -2 * HOUR_MS])(
  'a page loaded without a server knows of a clock %i ms ahead, and a ticket carries the server’s time',
  async (clockOffsetMs) => {
    const name = `t-${newId()}`
    const before = await aPageThatHeard(name, clockOffsetMs)
    const { store } = await anotherTab(before.endpoint, { name }, { clockOffsetMs })
    await eventually(store.server.state$, ({ kind }) => kind === 'offline')
    expect(await firstValueFrom(store.server.clock$)).toMatchObject({ certainty: 'remembered' })
    const [ticket] = await sell(store)
    expect(Math.abs(Date.parse(ticket!.ticket_date) - Date.now())).toBeLessThan(HOUR_MS)
  },
)

test.each([
  ['set right from ahead', 2 * HOUR_MS, 0],
  ['set right from behind', -2 * HOUR_MS, 0],
  ['not seen for longer than it was off', 2 * HOUR_MS, 5 * HOUR_MS],
])('a clock that may have been touched while no page was open, %s, is believed and said to be doubtful', async (_, from, to) => {
  const name = `t-${newId()}`
  const { endpoint } = await aPageThatHeard(name, from)
  for (const offset of [to, to + 3 * HOUR_MS]) {
    const { store } = await anotherTab(endpoint, { name }, { clockOffsetMs: offset })
    const clock = await firstValueFrom(store.server.clock$)
    expect({ ...clock, aheadMs: Math.round(clock!.aheadMs / HOUR_MS) }).toEqual({
      aheadMs: from / HOUR_MS,
      certainty: 'doubtful',
    })
    const [ticket] = await sell(store)
    expect(Math.abs(Date.parse(ticket!.ticket_date) - Date.now() - offset)).toBeLessThan(60_000)
    await store.close()
  }
})

/** A page of a terminal whose clock is off heard of it, and is gone; and so is the server. */
async function aPageThatHeard(name: string, clockOffsetMs: number): Promise<{ endpoint: FakeEndpoint }> {
  const { endpoint, store: first } = await anOpenNight({ name })
  await first.close()
  const { store } = await anotherTab(endpoint, { name }, { clockOffsetMs })
  await eventually(store.server.answer$, (answer) => answer !== null)
  await store.close()
  endpoint.goDown()
  return { endpoint }
}
