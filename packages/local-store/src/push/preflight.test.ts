import { expect, test } from 'vitest'
import { anOpenNight, sell, statusesOf, ticketsOf } from '../testing/a-terminal.ts'

test('foresees what a cycle would bring and changes nothing, then sends only what is good', async () => {
  const { endpoint, store } = await anOpenNight({ pushBatchSize: 2, pushRetryDelaysMs: [] })
  const [there] = await sell(store, 1)
  endpoint.fate = ({ path }) => (path.includes('_bulk_docs') ? 'answer_lost' : 'answer')
  await store.push.start()
  endpoint.fate = () => 'answer'
  const [bad, good] = await sell(store, 2)
  endpoint.judge = ({ _id }) => (_id === bad!.id ? { code: 'visit_closed', reason: 'closed at 02:31' } : null)
  const before = await ticketsOf(store)

  const outcome = await store.push.preflight()
  if (outcome.kind !== 'checked') throw new Error(outcome.kind)
  expect(outcome.tickets.map(({ ticket, would, code }) => [ticket.id, would, code])).toEqual([
    [there!.id, 'duplicates', null],
    [bad!.id, 'refused', 'visit_closed'],
    [good!.id, 'sent', null],
  ])
  expect(await ticketsOf(store)).toEqual(before)
  expect(endpoint.tickets.size).toBe(1)

  const only = outcome.tickets.filter(({ would }) => would !== 'refused').map(({ ticket }) => ticket.id)
  expect(await store.push.start({ only })).toMatchObject({ kind: 'completed', progress: { total: 2, refused: 0 } })
  expect(await statusesOf(store)).toEqual({ SYNCED: 2, PENDING: 1 })
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { total: 1, refused: 1 } })
})

test('says why nothing could be foreseen', async () => {
  const { endpoint, store } = await anOpenNight()
  expect(await store.push.preflight()).toEqual({ kind: 'nothing_pending' })
  await sell(store)
  // An endpoint of an earlier version has no such route, and stores nothing by mistake.
  endpoint.fate = ({ path }) => (path.includes('_preflight') ? 'http_405' : 'answer')
  expect(await store.push.preflight()).toMatchObject({ kind: 'failed', code: 'http_405' })
  endpoint.fate = ({ path }) => (path.includes('_preflight') ? Response.json([{ ok: true, id: 'another' }]) : 'answer')
  expect(await store.push.preflight()).toMatchObject({ kind: 'failed', code: 'bad_answer' })
  endpoint.goDown()
  expect(await store.push.preflight()).toEqual({ kind: 'server_unavailable' })
  expect(await statusesOf(store)).toEqual({ PENDING: 1 })
})
