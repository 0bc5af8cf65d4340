import { firstValueFrom } from 'rxjs'
import { expect, test } from 'vitest'
import { newId } from '@barra/domain'
import { anOpenNight, aTerminal, eventually, sell, ticketsOf } from '../testing/a-terminal.ts'

test('pushes every pending ticket once and keeps the verdicts', async () => {
  const { endpoint, store } = await anOpenNight()
  const sold = await sell(store, 3)
  const outcome = await store.push.start()
  expect(outcome).toMatchObject({
    kind: 'completed',
    progress: { total: 3, done: 3, sent: 3, duplicates: 0, refused: 0, failed: 0 },
  })
  expect([...endpoint.tickets.keys()].sort()).toEqual(sold.map(({ id }) => id))
  for (const ticket of await ticketsOf(store)) {
    expect(ticket).toMatchObject({
      sync_status: 'SYNCED',
      synced_at: '2026-11-25T02:00:00-03:00',
      retry_count: 0,
      error_code: null,
    })
    expect(ticket.remote_id_ticket).toBe(endpoint.tickets.get(ticket.id)!.remoteId)
  }
  expect(await firstValueFrom(store.tickets.pending$)).toEqual({ count: 0, amount: 0, oldestAt: null, lostByServer: 0, voids: 0 })
})

test('sends the sale and nothing that only the terminal knows', async () => {
  const { endpoint, store } = await anOpenNight()
  const [ticket] = await sell(store)
  await store.push.start()
  expect(endpoint.tickets.get(ticket!.id)!.columns).toEqual({
    id_visit: 90,
    id_bracelet: '0417',
    ticket_date: ticket!.ticket_date,
    ticket_amount: '6500.00',
    observations: '',
    created_offline: false,
    terminal: 'Barra 1',
    ticket_details: [
      {
        id_product_service: 4,
        description: 'Fernet con cola',
        quantity: 1,
        unit_price: '6500.00',
        payed: false,
        state: 'NO PAGADO',
      },
    ],
  })
})

test('knows a ticket that an earlier push had stored although its answer was lost', async () => {
  const { endpoint, store } = await anOpenNight({ pushRetryDelaysMs: [] })
  await sell(store, 2)
  endpoint.fate = ({ path }) => (path.includes('_bulk_docs') ? 'answer_lost' : 'answer')
  expect(await store.push.start()).toMatchObject({ kind: 'interrupted', code: 'network', progress: { done: 0, failed: 2 } })
  for (const ticket of await ticketsOf(store)) {
    expect(ticket).toMatchObject({ sync_status: 'PENDING', retry_count: 1, error_code: 'network' })
  }
  endpoint.fate = () => 'answer'
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 0, duplicates: 2 } })
  expect(endpoint.tickets.size).toBe(2)
  for (const ticket of await ticketsOf(store)) expect(ticket).toMatchObject({ sync_status: 'SYNCED', was_duplicate: true })
})

test('tries again within the cycle when the server stumbles', async () => {
  const { endpoint, store } = await anOpenNight()
  await sell(store, 2)
  let stumbles = 2
  endpoint.fate = ({ path }) => (path.includes('_bulk_docs') && stumbles-- > 0 ? 'http_500' : 'answer')
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 2, failed: 0 } })
  expect(endpoint.countRequests('_bulk_docs')).toBe(3)
})

test('keeps a refused ticket with its reason while the others go through', async () => {
  const { endpoint, store } = await anOpenNight()
  const [, refused] = await sell(store, 3)
  endpoint.judge = ({ _id }) => (_id === refused!.id ? { code: 'visit_closed', reason: 'closed at 02:31' } : null)
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { total: 3, done: 3, sent: 2, refused: 1 } })
  const kept = (await ticketsOf(store)).find(({ id }) => id === refused!.id)
  expect(kept).toMatchObject({
    sync_status: 'ERROR',
    error_code: 'visit_closed',
    error_message: 'closed at 02:31',
    retry_count: 1,
  })
  const log = await eventually(store.errors.log$, (errors) => errors.length > 0)
  expect(log[0]).toMatchObject({ kind: 'ticket_refused', subject: refused!.ticket_number, code: 'visit_closed' })
  expect(await store.push.start()).toEqual({ kind: 'nothing_pending' })
})

test('says so when there is nothing to push or no server', async () => {
  const { endpoint, store } = await anOpenNight()
  expect(await store.push.start()).toEqual({ kind: 'nothing_pending' })
  await sell(store)
  endpoint.goDown()
  expect(await store.push.start()).toEqual({ kind: 'server_unavailable' })
  expect(endpoint.countRequests('_bulk_docs')).toBe(0)
})

test('stops after the batch under way and sends the rest in the next cycle', async () => {
  const { endpoint, store } = await anOpenNight({ pushBatchSize: 2 })
  await sell(store, 8)
  let stopped: Promise<void> | undefined
  endpoint.fate = ({ path }) => {
    if (path.includes('_bulk_docs')) stopped ??= store.push.cancel()
    return 'answer'
  }
  const outcome = await store.push.start()
  await stopped
  expect(outcome.kind).toBe('cancelled')
  const sentThen = endpoint.tickets.size
  expect(sentThen).toBeLessThan(8)
  const states = (await ticketsOf(store)).map(({ sync_status }) => sync_status)
  expect(states.filter((status) => status === 'SYNCED')).toHaveLength(sentThen)
  expect(states.filter((status) => status === 'PENDING')).toHaveLength(8 - sentThen)

  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 8 - sentThen, duplicates: 0 } })
  expect(endpoint.tickets.size).toBe(8)
})

test('can be cancelled while the server gives no answer at all', async () => {
  const { endpoint, store } = await anOpenNight({ pushRetryDelaysMs: [60_000] })
  await sell(store)
  endpoint.fate = ({ path }) => (path.includes('_bulk_docs') ? 'no_connection' : 'answer')
  const cycle = store.push.start()
  await eventually(store.push.state$, (state) => state.kind === 'running' && state.progress.failed === 1)
  await store.push.cancel()
  expect((await cycle).kind).toBe('cancelled')
  expect((await ticketsOf(store))[0]!.sync_status).toBe('PENDING')
})

test('pushes nothing unless a cycle is started: not when reopened, shown, or online again', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  await sell(store, 2)
  endpoint.goDown()
  await eventually(store.server.state$, ({ kind }) => kind === 'offline')
  endpoint.isDown = false
  await eventually(store.server.state$, ({ kind }) => kind === 'online')
  await store.close()
  const again = await aTerminal({ name })
  document.dispatchEvent(new Event('visibilitychange'))
  window.dispatchEvent(new Event('online'))
  const pulledAt = (await firstValueFrom(again.pull.statuses$)).products.lastSuccessAt
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  again.pull.pullNow()
  await eventually(again.pull.statuses$, ({ products }) => products.lastSuccessAt !== pulledAt)
  expect(endpoint.countRequests('_bulk_docs')).toBe(0)
  expect((await firstValueFrom(again.tickets.pending$)).count).toBe(2)
})

test('tells from the first moment that a cycle is asked for, while the server does not say yet that it is there', async () => {
  const { endpoint, store } = await anOpenNight()
  await sell(store)
  const { promise: isAnswered, resolve: answer } = Promise.withResolvers<'answer'>()
  endpoint.fate = ({ path }) => (path.endsWith('/health') ? isAnswered : 'answer')
  const cycle = store.push.start()
  expect(await firstValueFrom(store.push.state$)).toEqual({ kind: 'starting', lastOutcome: null })
  answer('answer')
  const outcome = await cycle
  expect(outcome.kind).toBe('completed')
  expect(await firstValueFrom(store.push.state$)).toEqual({ kind: 'idle', lastOutcome: outcome })
})

test('runs one cycle at a time, in this tab and in others', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  await sell(store, 2)
  const [first, second] = await Promise.all([store.push.start(), store.push.start()])
  expect([first.kind, second.kind]).toEqual(['completed', 'already_running'])
  expect(endpoint.countRequests('_bulk_docs')).toBe(1)

  await sell(store)
  let release = () => {}
  void navigator.locks.request(`${name}-push-cycle`, () => new Promise<void>((resolve) => (release = resolve)))
  await eventually(store.push.state$, ({ kind }) => kind === 'running_elsewhere')
  expect(await store.push.start()).toEqual({ kind: 'already_running' })
  release()
  await eventually(store.push.state$, ({ kind }) => kind === 'idle')
  expect(await store.push.start()).toMatchObject({ kind: 'completed' })
})

test('takes along what is sold while it runs', async () => {
  const { endpoint, store } = await anOpenNight()
  await sell(store, 2)
  let late: Promise<unknown> | undefined
  endpoint.fate = ({ path }) => {
    if (path.includes('_bulk_docs')) late ??= sell(store)
    return 'answer'
  }
  const outcome = await store.push.start()
  await late
  const left = (await firstValueFrom(store.tickets.pending$)).count
  expect(outcome.kind).toBe('completed')
  expect(endpoint.tickets.size + left).toBe(3)
})
