import { firstValueFrom } from 'rxjs'
import { expect, onTestFinished, test, vi } from 'vitest'
import { newId } from '@barra/domain'
import type { LocalStore } from '../local-store.ts'
import { anOpenNight, aTerminal, eventually, isPulled, sell, statusesOf, ticketsOf } from '../testing/a-terminal.ts'
import { anotherTab } from '../testing/another-tab.ts'
import { fillDisk } from '../testing/full-disk.ts'
import type { Fate, FakeRequest } from '../testing/fake-endpoint.ts'
import type { PushOutcome } from './push-state.ts'
import { TicketsHome } from './tickets-home.ts'

const isPush = ({ path }: FakeRequest) => path.includes('_bulk_docs')

/** The n-th push request meets this fate, the others are answered. */
function nthPush(n: number, fate: () => Fate | Promise<Fate>): (request: FakeRequest) => Fate | Promise<Fate> {
  let pushes = 0
  return (request) => (isPush(request) && ++pushes === n ? fate() : 'answer')
}

/** Starts a cycle as soon as the browser has freed the lock of a tab that died. */
async function pushOnceFree({ push }: LocalStore): Promise<PushOutcome> {
  for (;;) {
    const outcome = await push.start()
    if (outcome.kind !== 'already_running') return outcome
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test('pushes what was sold after the clock was set back', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  await store.close()
  const anHourAhead = await anotherTab(endpoint, { name }, { clockOffsetMs: 3_600_000 })
  await isPulled(anHourAhead.store)
  await sell(anHourAhead.store, 2)
  expect(await anHourAhead.store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 2 } })
  anHourAhead.crash()

  const corrected = await aTerminal({ name })
  await sell(corrected, 3)
  expect(await corrected.push.start()).toMatchObject({ kind: 'completed', progress: { total: 3, done: 3, sent: 3 } })
  expect(endpoint.tickets.size).toBe(5)
  expect(await statusesOf(corrected)).toEqual({ SYNCED: 5 })
})

test.each(['http_429', 'http_500', 'http_503', 'half_answer', 'html'] as const)('tries a batch again after %s', async (fate) => {
  const { endpoint, store } = await anOpenNight({ pushBatchSize: 2 })
  await sell(store, 4)
  endpoint.fate = nthPush(2, () => fate)
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { total: 4, done: 4, refused: 0, failed: 0 } })
  expect(endpoint.tickets.size).toBe(4)
  expect(await statusesOf(store)).toEqual({ SYNCED: 4 })
})

test('stops at a refused token in the middle and keeps what was settled before it', async () => {
  const { endpoint, store } = await anOpenNight({ pushBatchSize: 2 })
  await sell(store, 6)
  endpoint.fate = nthPush(2, () => 'http_401')
  expect(await store.push.start()).toMatchObject({ kind: 'interrupted', code: 'unauthorized', progress: { sent: 2, failed: 2 } })
  expect(await statusesOf(store)).toEqual({ SYNCED: 2, PENDING: 4 })
  endpoint.fate = () => 'answer'
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { total: 4, sent: 4 } })
})

test('stops at a 409, which no repetition changes, and keeps everything', async () => {
  const { endpoint, store } = await anOpenNight()
  await sell(store, 2)
  endpoint.fate = nthPush(1, () => 'http_409')
  expect(await store.push.start()).toMatchObject({ kind: 'interrupted', code: 'http_409', progress: { done: 0, failed: 2 } })
  expect(await statusesOf(store)).toEqual({ PENDING: 2 })
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 2 } })
})

test('waits out three seconds of silence in the middle', async () => {
  const { endpoint, store } = await anOpenNight({ pushBatchSize: 1 })
  await sell(store, 3)
  endpoint.fate = nthPush(2, () => new Promise((resolve) => setTimeout(() => resolve('answer'), 3_000)))
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 3, failed: 0 } })
})

test('keeps on every ticket each attempt to send it', async () => {
  const { endpoint, store } = await anOpenNight({ pushRetryDelaysMs: [] })
  const [refused] = await sell(store, 2)
  endpoint.fate = nthPush(1, () => 'no_connection')
  await store.push.start()
  endpoint.judge = ({ _id }) => (_id === refused!.id ? { code: 'visit_closed', reason: 'closed at 02:31' } : null)
  await store.push.start()
  const attempts = (await ticketsOf(store)).map((ticket) => ticket.attempts.map(({ outcome, code }) => [outcome, code]))
  expect(attempts).toEqual([
    [
      ['no_answer', 'network'],
      ['stored', null],
    ],
    [
      ['no_answer', 'network'],
      ['refused', 'visit_closed'],
    ],
  ])
})

test('the server dies at ticket k of n, for every k: what it took is known when it is back, and nothing doubles', async () => {
  const n = 4
  for (let k = 1; k <= n; k++) {
    const { endpoint, store } = await anOpenNight({ pushBatchSize: 1, pushRetryDelaysMs: [] })
    await sell(store, n)
    endpoint.fate = nthPush(k, () => {
      queueMicrotask(() => endpoint.goDown())
      return 'answer_lost'
    })
    expect(await store.push.start()).toMatchObject({ kind: 'interrupted', progress: { sent: k - 1, failed: 1 } })
    endpoint.isDown = false
    expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: n - k, duplicates: 1 } })
    expect(endpoint.tickets.size).toBe(n)
    await store.close()
  }
})

test('sends fewer tickets at once where somebody on the way takes less', async () => {
  const { endpoint, store } = await anOpenNight()
  await sell(store, 7)
  endpoint.fate = (request) =>
    isPush(request) && (JSON.parse(request.body) as { docs: unknown[] }).docs.length > 2 ? 'http_413' : 'answer'
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { total: 7, sent: 7 } })
  expect(endpoint.tickets.size).toBe(7)
})

const row = (id: string) => ({
  ok: true,
  id,
  rev: `1-${'0'.repeat(32)}`,
  remote_id_ticket: '1',
  synced_at: '2026-11-25T02:00:00Z',
})
test.each([
  ['too few verdicts', ([first]: string[]) => [row(first!)]],
  ['verdicts for other tickets', (ids: string[]) => ids.map(() => row(newId()))],
  ['verdicts in another order', (ids: string[]) => ids.toReversed().map(row)],
  ['rows that are neither acceptance nor refusal', (ids: string[]) => ids.map((id) => ({ id, error: 'internal_error' }))],
  ['an object', () => ({ ok: true })],
])('takes %s for no verdict at all', async (_, answer) => {
  const { endpoint, store } = await anOpenNight()
  const ids = (await sell(store, 2)).map(({ id }) => id)
  endpoint.fate = nthPush(1, () => Response.json(answer(ids), { status: 201 }))
  expect(await store.push.start()).toMatchObject({ kind: 'interrupted', code: 'bad_answer', progress: { done: 0 } })
  expect(await statusesOf(store)).toEqual({ PENDING: 2 })
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 2 } })
})

test('says that it could not begin where the disk does not tell whose the tickets are, instead of throwing', async () => {
  const { store } = await anOpenNight()
  await sell(store)
  const asked = vi.spyOn(TicketsHome.prototype, 'admits')
  onTestFinished(() => asked.mockRestore())
  asked.mockRejectedValue(new DOMException('the disk is full', 'QuotaExceededError'))
  expect(await store.push.preflight()).toMatchObject({ kind: 'failed', code: 'disk_full' })
  const outcome = await store.push.start()
  expect(outcome).toMatchObject({ kind: 'interrupted', code: 'disk_full', progress: { total: 0, done: 0 } })
  expect(await firstValueFrom(store.push.state$)).toEqual({ kind: 'idle', lastOutcome: outcome })
  await eventually(store.errors.log$, ([line]) => line?.kind === 'push_failed')
  asked.mockRestore()
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 1 } })
})

test('counts nothing as sent whose verdict the disk refused, and settles it in the next cycle', async () => {
  const { endpoint, store } = await anOpenNight()
  await sell(store, 3)
  const disk = fillDisk(/-tickets--/)
  expect(await store.push.start()).toMatchObject({ kind: 'interrupted', progress: { total: 3, done: 0 } })
  expect(disk.refused).toBeGreaterThan(0)
  expect((await firstValueFrom(store.push.state$)).kind).toBe('idle')
  expect(await statusesOf(store)).toEqual({ PENDING: 3 })
  disk.free()
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { total: 3, duplicates: 3 } })
  expect(endpoint.tickets.size).toBe(3)
  expect(await statusesOf(store)).toEqual({ SYNCED: 3 })
})

test('settles every ticket exactly once wherever the page dies during a push', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  // Dies at the n-th write to the disk after the first answer, until a cycle has fewer writes than that.
  for (let deaths = 0, hasDied = true; hasDied; deaths++) {
    await sell(store, 3)
    const tab = await anotherTab(endpoint, { name, pushBatchSize: 2 })
    tab.dieAtWrite(/-tickets--/, deaths)
    hasDied = await Promise.race([tab.store.push.start().then(() => false), tab.died.then(() => true)])
    tab.crash()
    await pushOnceFree(store)
    expect(await statusesOf(store)).toEqual({ SYNCED: endpoint.tickets.size })
    expect(endpoint.tickets.size).toBe(3 * (deaths + 1))
  }
})

test('stops after the batch under way wherever it is cancelled, and never says "sent" of what stays pending', async () => {
  const { endpoint, store } = await anOpenNight({ pushBatchSize: 2 })
  for (let n = 1; n <= 4; n++) {
    const already = endpoint.tickets.size
    await sell(store, 8)
    let cancelled: Promise<void> | undefined
    endpoint.fate = nthPush(n, () => {
      cancelled = store.push.cancel()
      return 'answer'
    })
    const outcome = await store.push.start()
    await cancelled
    expect(outcome).toMatchObject({ kind: n === 4 ? 'completed' : 'cancelled', progress: { total: 8, sent: 2 * n } })
    expect(await statusesOf(store)).toMatchObject({ SYNCED: already + 2 * n })
    endpoint.fate = () => 'answer'
    await store.push.start()
    expect(endpoint.tickets.size).toBe(already + 8)
  }
})

test('cancelled before the first request, it sends nothing', async () => {
  const { endpoint, store } = await anOpenNight()
  await sell(store)
  const cycle = store.push.start()
  await store.push.cancel()
  expect(await cycle).toMatchObject({ kind: 'cancelled', progress: { total: 1, done: 0 } })
  expect(endpoint.tickets.size).toBe(0)
})

test('lets one tab push at a time what both sold, and shows the other that it runs', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name, pushBatchSize: 1 })
  const tab = await anotherTab(endpoint, { name })
  await sell(store, 3)
  await sell(tab.store, 3)
  await eventually(tab.store.tickets.pending$, ({ count }) => count === 6)
  await eventually(store.tickets.pending$, ({ count }) => count === 6)
  let goOn = () => {}
  const held = new Promise<Fate>((resolve) => (goOn = () => resolve('answer')))
  endpoint.fate = nthPush(1, () => held)

  const [here, there] = [store.push.start(), tab.store.push.start()]
  const early = await Promise.race([here, there])
  expect(early).toEqual({ kind: 'already_running' })
  const idle = (await Promise.race([here.then(() => 'here'), there.then(() => 'there')])) === 'here' ? store : tab.store
  await eventually(idle.push.state$, ({ kind }) => kind === 'running_elsewhere')
  await sell(idle)
  goOn()
  const outcomes = await Promise.all([here, there])
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['already_running', 'completed'])
  await eventually(idle.push.state$, ({ kind }) => kind === 'idle')
  await store.push.start()
  expect(endpoint.tickets.size).toBe(7)
  for (const each of [store, tab.store]) await eventually(each.tickets.pending$, ({ count }) => count === 0)
  expect(await statusesOf(store)).toEqual({ SYNCED: 7 })
})

test('takes over from a tab that died while it pushed', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  const tab = await anotherTab(endpoint, { name, pushBatchSize: 1 })
  await sell(store, 3)
  await eventually(tab.store.tickets.pending$, ({ count }) => count === 3)
  const died = new Promise<void>((resolve) => {
    endpoint.fate = nthPush(2, () => {
      tab.crash()
      resolve()
      return 'answer'
    })
  })
  void tab.store.push.start()
  await died
  expect(await pushOnceFree(store)).toMatchObject({ kind: 'completed', progress: { total: 2 } })
  expect(endpoint.tickets.size).toBe(3)
  expect(await statusesOf(store)).toEqual({ SYNCED: 3 })
})

test('pushes five hundred tickets in one cycle, in batches, and keeps the page alive', async () => {
  const { endpoint, store } = await anOpenNight()
  await Promise.all(Array.from({ length: 50 }, () => sell(store, 10)))
  const outcome = await store.push.start()
  expect(outcome).toMatchObject({ kind: 'completed', progress: { total: 500, sent: 500 } })
  expect(endpoint.countRequests('_bulk_docs')).toBe(10)
  expect(await statusesOf(store)).toEqual({ SYNCED: 500 })
})

test('closes in the middle of a push and leaves nothing running', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name, pushBatchSize: 1 })
  await sell(store, 4)
  let closed: Promise<void> | undefined
  endpoint.fate = nthPush(2, () => {
    closed = store.close()
    return 'answer'
  })
  expect((await store.push.start()).kind).toBe('cancelled')
  await closed
  const { held = [] } = await navigator.locks.query()
  expect(held.filter((lock) => lock.name?.startsWith(name))).toEqual([])
  const again = await aTerminal({ name })
  expect(await statusesOf(again)).toEqual({ SYNCED: 2, PENDING: 2 })
})
