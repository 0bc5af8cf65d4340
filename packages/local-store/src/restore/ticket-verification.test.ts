// The main database was restored to a moment before some tickets: they are listed to be pushed again, and nothing happens by itself.
import { expect, test } from 'vitest'
import { newId } from '@barra/domain'
import type { LocalStore } from '../local-store.ts'
import { anOpenNight, aTerminal, aVisit, eventually, isIdle, sell, statusesOf, ticketsOf } from '../testing/a-terminal.ts'
import { anotherTab } from '../testing/another-tab.ts'
import type { FakeEndpoint } from '../testing/fake-endpoint.ts'
import { documentsOnDisk } from '../testing/on-disk.ts'

test('lists what the restored database no longer has, sends nothing by itself, and has it stored once by the next cycle', async () => {
  const { endpoint, store } = await anOpenNight()
  const [kept, lost] = await soldAndPushed(store, 2)
  restoreWithout(endpoint, lost!)
  store.pull.pullNow()
  const { amount } = await eventually(store.tickets.pending$, ({ lostByServer }) => lostByServer === 1)
  expect(amount).toBe(1_300_000)
  const [again, untouched] = await ticketsOf(store)
  expect(again).toMatchObject({ id: lost, sync_status: 'PENDING', error_code: 'lost_by_server', remote_id_ticket: null })
  expect(again!.error_message).toContain('9001')
  expect(untouched).toMatchObject({ id: kept, sync_status: 'SYNCED', error_code: null })
  const log = await eventually(store.errors.log$, (errors) => errors.length > 0)
  expect(log[0]).toMatchObject({ kind: 'ticket_lost', subject: again!.ticket_number, code: 'lost_by_server' })

  store.pull.pullNow()
  await isIdle(store)
  expect(endpoint.countRequests('_bulk_docs')).toBe(1)
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { total: 1, sent: 1 } })
  expect(endpoint.tickets.size).toBe(2)
  expect(await statusesOf(store)).toEqual({ SYNCED: 2 })
  expect((await ticketsOf(store))[0]).toMatchObject({ error_code: null, error_message: null })
})

test('tells why a ticket waits again until it is stored, whatever became of an attempt in between', async () => {
  const { endpoint, store } = await anOpenNight()
  const [lost] = await soldAndPushed(store, 1)
  restoreWithout(endpoint, lost!)
  store.pull.pullNow()
  await eventually(store.tickets.pending$, ({ lostByServer }) => lostByServer === 1)
  endpoint.fate = ({ path }) => (path.includes('_bulk_docs') ? 'http_500' : 'answer')
  expect(await store.push.start()).toMatchObject({ kind: 'interrupted', code: 'http_500' })
  expect((await ticketsOf(store))[0]).toMatchObject({ error_code: 'lost_by_server', retry_count: 1 })
})

test('leaves a lost ticket of a closed visit to the intake, which refuses it', async () => {
  const { endpoint, store } = await anOpenNight()
  const [lost] = await soldAndPushed(store, 1)
  restoreWithout(endpoint, lost!)
  endpoint.judge = () => ({ code: 'visit_closed', reason: 'the visit was closed' })
  store.pull.pullNow()
  await eventually(store.tickets.pending$, ({ count }) => count === 1)
  await store.push.start()
  expect((await ticketsOf(store))[0]).toMatchObject({ sync_status: 'ERROR', error_code: 'visit_closed' })
})

test('shows one consumption throughout', async () => {
  const { endpoint, store } = await anOpenNight()
  const [id] = await soldAndPushed(store, 1)
  endpoint.put('visits', '90', aVisit({ visit_amount_consumed: '7500.00', applied_tickets: [id] }))
  await eventually(store.guests.consumption$(90), ({ notIncluded }) => notIncluded.count === 0)
  const shown = new Set<number>()
  const watching = store.guests.consumption$(90).subscribe(({ total }) => shown.add(total))
  restoreWithout(endpoint, id!)
  await eventually(store.tickets.pending$, ({ lostByServer }) => lostByServer === 1)
  await store.push.start()
  endpoint.put('visits', '90', aVisit({ visit_amount_consumed: '7500.00', applied_tickets: [id] }))
  await eventually(store.guests.consumption$(90), ({ notIncluded }) => notIncluded.count === 0)
  watching.unsubscribe()
  expect([...shown]).toEqual([750_000])
})

test('asks nothing where nothing was pushed', async () => {
  const { endpoint, store } = await anOpenNight()
  await sell(store)
  restoreWithout(endpoint)
  store.pull.pullNow()
  await eventually(store.guests.consumption$(90), ({ total }) => total > 0)
  await isIdle(store)
  expect(endpoint.countRequests('tickets/_all_docs')).toBe(0)
})

test('asks in batches, once for each epoch, also after it was opened again', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  await soldAndPushed(store, 250)
  restoreWithout(endpoint)
  await eventually(store.guests.inside$, (guests) => guests.length > 0)
  store.pull.pullNow()
  const verified = async () => JSON.stringify(await documentsOnDisk(new RegExp(`${name}-tickets--\\d+--plugin-local-documents`)))
  await expect.poll(verified).toContain(endpoint.epoch)
  expect(endpoint.countRequests('tickets/_all_docs')).toBe(2)
  expect(await statusesOf(store)).toEqual({ SYNCED: 250 })
  await store.close()

  const pulls = endpoint.countRequests('_changes')
  const again = await aTerminal({ name })
  await expect.poll(() => endpoint.countRequests('_changes')).toBeGreaterThan(pulls + 3)
  await isIdle(again)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(endpoint.countRequests('tickets/_all_docs')).toBe(2)
})

test.each(['http_500', 'html', 'no_connection', 'half_answer'] as const)(
  'asks again after a later pull when the answer was %s',
  async (fate) => {
    const { endpoint, store } = await anOpenNight()
    const [lost] = await soldAndPushed(store, 1)
    restoreWithout(endpoint, lost!)
    endpoint.fate = ({ path }) => (path.includes('_all_docs') ? fate : 'answer')
    store.pull.pullNow()
    await expect.poll(() => endpoint.countRequests('tickets/_all_docs')).toBeGreaterThan(0)
    await isIdle(store)
    expect(await statusesOf(store)).toEqual({ SYNCED: 1 })
    endpoint.fate = () => 'answer'
    store.pull.pullNow()
    await eventually(store.tickets.pending$, ({ lostByServer }) => lostByServer === 1)
  },
)

test('asks at once of a second restore that comes while it asks of the first', async () => {
  const { endpoint, store } = await anOpenNight()
  const [lost] = await soldAndPushed(store, 1)
  let answerFirst = () => {}
  const isFirstAnswered = new Promise<void>((resolve) => (answerFirst = resolve))
  endpoint.fate = ({ path }) => {
    const isFirst = path.includes('tickets/_all_docs') && endpoint.countRequests('tickets/_all_docs') === 1
    return isFirst ? isFirstAnswered.then(() => 'answer') : 'answer'
  }
  restoreWithout(endpoint)
  await expect.poll(() => endpoint.countRequests('tickets/_all_docs')).toBe(1)
  await isIdle(store)
  endpoint.restore('cccccccccccc')
  endpoint.tickets.delete(lost!)
  endpoint.put('visits', '90', aVisit({ visit_amount_consumed: '2000.00' }))
  await eventually(store.guests.guest$(90, '0417'), (guest) => guest?.visit.visit_amount_consumed === '2000.00')
  await isIdle(store)
  answerFirst()
  await eventually(store.tickets.pending$, ({ lostByServer }) => lostByServer === 1)
})

test('waits for a cycle under way, whose verdicts are of either history', async () => {
  const { endpoint, store } = await anOpenNight()
  const [sold] = await sell(store)
  let answer = () => {}
  const held = new Promise<void>((resolve) => (answer = resolve))
  let isAsked = false
  endpoint.fate = async ({ path }) => {
    if (!path.includes('_bulk_docs')) return 'answer'
    isAsked = true
    await held
    return Response.json([
      { ok: true, id: sold!.id, rev: '1-0', remote_id_ticket: '9000', synced_at: '2026-11-25T02:00:00-03:00' },
    ])
  }
  const cycle = store.push.start()
  await expect.poll(() => isAsked).toBe(true)
  restoreWithout(endpoint)
  await eventually(store.guests.consumption$(90), ({ total }) => total > 0)
  await isIdle(store)
  expect(endpoint.countRequests('tickets/_all_docs')).toBe(0)
  answer()
  expect(await cycle).toMatchObject({ kind: 'completed', progress: { sent: 1 } })
  await eventually(store.tickets.pending$, ({ lostByServer }) => lostByServer === 1)
})

test.each([0, 1, 2])('goes on where the page died at write %i to the tickets', async (write) => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  const lost = await soldAndPushed(store, 3)
  await store.close()
  restoreWithout(endpoint, ...lost)
  const tab = await anotherTab(endpoint, { name }, { dieAtWrite: [/-tickets--\d+--tickets/, write] })
  await tab.died
  const again = await aTerminal({ name })
  await eventually(again.tickets.pending$, ({ lostByServer }) => lostByServer === 3)
  await again.push.start()
  expect(await statusesOf(again)).toEqual({ SYNCED: 3 })
  expect(endpoint.tickets.size).toBe(3)
})

test('the tab that leads verifies what another one pushed', async () => {
  const name = `t-${newId()}`
  const { endpoint, store: leader } = await anOpenNight({ name })
  const { store: other } = await anotherTab(endpoint, { name })
  const [lost] = await soldAndPushed(other, 1)
  restoreWithout(endpoint, lost!)
  other.pull.pullNow()
  await eventually(other.tickets.pending$, ({ lostByServer }) => lostByServer === 1)
  await eventually(leader.tickets.pending$, ({ lostByServer }) => lostByServer === 1)
})

async function soldAndPushed(store: LocalStore, count: number): Promise<string[]> {
  const sold = await sell(store, count)
  expect(await store.push.start()).toMatchObject({ kind: 'completed' })
  return sold.map(({ id }) => id)
}

/** Restores the club as `anOpenNight` has it, without these tickets. */
function restoreWithout(endpoint: FakeEndpoint, ...ids: string[]): void {
  endpoint.restore('bbbbbbbbbbbb')
  for (const id of ids) endpoint.tickets.delete(id)
  endpoint.put('visits', '90', aVisit())
}

test('takes a ticket back once more whose cancellation the restored database lost', async () => {
  const { endpoint, store } = await anOpenNight()
  const [ticket, neverStored] = await sell(store, 2)
  await store.push.start({ only: [ticket!.id] })
  const because = { reason: 'otra mesa', by: null }
  await store.tickets.void(ticket!.id, because)
  await store.tickets.void(neverStored!.id, because)
  await store.push.start()
  expect(await statusesOf(store)).toEqual({ VOIDED: 2 })

  const [cancellation] = [...endpoint.tickets.keys()].filter((id) => id !== ticket!.id)
  endpoint.tickets.delete(cancellation!)
  endpoint.cancelled.clear()
  endpoint.restore('bbbbbbbbbbbb')
  endpoint.put('visits', '90', aVisit())
  await eventually(store.tickets.pending$, ({ voids }) => voids === 1)
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { total: 1, refused: 0 } })
  expect(endpoint.tickets.has(cancellation!)).toBe(true)
  expect(await statusesOf(store)).toEqual({ VOIDED: 2 })
})
