import { firstValueFrom } from 'rxjs'
import { expect, onTestFinished, test, vi } from 'vitest'
import { newId } from '@barra/domain'
import type { LocalStore } from '../local-store.ts'
import { anEndpoint, anOpenNight, aProduct, aTerminal, eventually, isIdle, isPulled } from '../testing/a-terminal.ts'
import { anotherTab } from '../testing/another-tab.ts'
import type { Fate, FakeEndpoint, FakeRequest } from '../testing/fake-endpoint.ts'
import { fillDisk } from '../testing/full-disk.ts'

const quickly = { pullIntervalMs: { partners: 300, products: 300, visits: 300 } }

function putProducts(endpoint: FakeEndpoint, count: number, columns: Parameters<typeof aProduct>[0] = {}): void {
  for (let i = 1; i <= count; i++) endpoint.put('products', String(i), { ...aProduct({ id_product_service: i, ...columns }) })
}

/** Products on the terminal, once there are as many as expected. */
function products(store: LocalStore, count: number): Promise<unknown> {
  return eventually(store.catalogue.products$, (all) => all.length === count)
}

/** Does this at the n-th question for products, before it is answered. */
function nthPage(n: number, act: () => Fate | undefined): (request: FakeRequest) => Fate {
  let pages = 0
  return ({ path }) => (path.includes('/products/_changes') && ++pages === n && act()) || 'answer'
}

test.each([
  ['documents', /-pulled--0--products/],
  ['position', /-pulled--0--plugin-local-documents/],
])('tells that the disk refused its %s, and gets everything once there is room', async (_, databases) => {
  const { endpoint, store } = await anOpenNight(quickly)
  const disk = fillDisk(databases)
  endpoint.put('products', '5', { ...aProduct({ id_product_service: 5 }) })
  const failing = await eventually(store.pull.statuses$, (all) => all.products.failuresInARow >= 2 && !all.products.isRunning)
  expect(failing.products.lastError).toMatchObject({ code: 'disk_full' })
  disk.free()
  const { products: recovered } = await eventually(store.pull.statuses$, (all) => all.products.failuresInARow === 0)
  expect(recovered.documents).toBe(2)
  await products(store, 2)
})

test.each([1_000, 2_000])('takes exactly %i documents, also again under another epoch', async (count) => {
  const endpoint = anEndpoint()
  putProducts(endpoint, count)
  const store = await aTerminal()
  await products(store, count)
  endpoint.restore('bbbbbbbbbbbb')
  putProducts(endpoint, count, { price: '1.00' })
  store.pull.pullNow()
  const all = await eventually(store.catalogue.products$, ([first]) => first?.price === '1.00')
  expect(all).toHaveLength(count)
  await isIdle(store)
  expect(new Set((await firstValueFrom(store.catalogue.products$)).map(({ price }) => price))).toEqual(new Set(['1.00']))
})

test('ends with the new history when it changes in the middle of a pull, and again in the middle of the next', async () => {
  const endpoint = anEndpoint()
  putProducts(endpoint, 1_500)
  endpoint.fate = nthPage(2, () => {
    endpoint.restore('bbbbbbbbbbbb')
    putProducts(endpoint, 1_300, { price: '2.00' })
    endpoint.fate = nthPage(3, () => {
      endpoint.restore('cccccccccccc')
      putProducts(endpoint, 1_100, { price: '3.00' })
    })
  })
  const store = await aTerminal()
  const sizes: number[] = []
  store.catalogue.products$.subscribe((all) => sizes.push(all.length))
  await eventually(store.pull.statuses$, (all) => all.products.lastSuccessAt !== null && all.products.documents === 1_100)
  const all = await eventually(store.catalogue.products$, (found) => found.length === 1_100)
  expect(all.every(({ price }) => price === '3.00')).toBe(true)
  expect(Math.min(...sizes.slice(sizes.findIndex((size) => size > 0)))).toBeGreaterThanOrEqual(1_000)
})

test('starts again from 0 when an answer comes under another epoch than it was asked under', async () => {
  const { endpoint, store } = await anOpenNight()
  endpoint.restore('bbbbbbbbbbbb')
  putProducts(endpoint, 3)
  endpoint.fate = ({ path }) =>
    path.includes('/products/_changes') && path.includes('aaaaaaaaaaaa')
      ? Response.json({ results: [], last_seq: '3-bbbbbbbbbbbb', pending: 0 })
      : 'answer'
  store.pull.pullNow()
  await eventually(store.pull.statuses$, (all) => all.products.documents === 3)
  await products(store, 3)
})

test('drops documents of an earlier history even if the page died before it knew how far it had pulled', async () => {
  const name = `t-${newId()}`
  const endpoint = anEndpoint()
  putProducts(endpoint, 3)
  const tab = await anotherTab(endpoint, { name }, { dieAtWrite: [/-pulled--\d+--plugin-local-documents/, 0] })
  await tab.died
  endpoint.restore('bbbbbbbbbbbb')
  putProducts(endpoint, 1)
  const store = await aTerminal({ name })
  await isPulled(store)
  expect(await firstValueFrom(store.catalogue.products$)).toHaveLength(1)
})

test.each([
  ['at the first document', 0],
  ['before the first page was whole', 999],
  ['before it noted the first page', 1_000],
  ['before the second page was whole', 1_040],
  ['before it noted the last page', 1_051],
])('has everything after the page died %s', async (_, write) => {
  const name = `t-${newId()}`
  const endpoint = anEndpoint()
  putProducts(endpoint, 1_050)
  const tab = await anotherTab(endpoint, { name }, { dieAtWrite: [/-pulled--\d+--(products|plugin-local-documents)/, write] })
  await tab.died
  const store = await aTerminal({ name })
  await products(store, 1_050)
  await isPulled(store)
  await isIdle(store)
  expect((await firstValueFrom(store.pull.statuses$)).products.documents).toBe(1_050)
})

test('does not miss what changes while a pull is under way', async () => {
  const endpoint = anEndpoint()
  putProducts(endpoint, 1_500)
  endpoint.fate = nthPage(2, () => {
    endpoint.put('products', '1', { ...aProduct({ id_product_service: 1, price: '9.00' }) })
    endpoint.remove('products', '2')
  })
  const store = await aTerminal()
  const all = await eventually(store.catalogue.products$, (found) => found.length === 1_499)
  expect(all.find(({ id_product_service }) => id_product_service === 1)?.price).toBe('9.00')
})

test('brings back a document that was deleted and made again, and counts what it holds', async () => {
  const { endpoint, store } = await anOpenNight()
  endpoint.remove('products', '4')
  await products(store, 0)
  endpoint.put('products', '4', { ...aProduct({ price: '8.00' }) })
  endpoint.put('products', '5', { ...aProduct({ id_product_service: 5 }) })
  endpoint.remove('products', '5')
  const [back] = await eventually(store.catalogue.products$, (all) => all.length === 1)
  expect(back?.price).toBe('8.00')
  await isIdle(store)
  expect((await firstValueFrom(store.pull.statuses$)).products.documents).toBe(1)
})

test('goes on from the last stored page after a failure in the middle', async () => {
  const endpoint = anEndpoint()
  putProducts(endpoint, 1_200)
  endpoint.fate = nthPage(2, () => 'half_answer')
  const store = await aTerminal({ pullRetryIntervalMs: 50 })
  await eventually(store.pull.statuses$, (all) => all.products.lastSuccessAt !== null)
  await products(store, 1_200)
  expect(
    endpoint.requests.filter((request) => request.includes('/products/_changes') && request.includes('since=0')),
  ).toHaveLength(1)
})

test('one tab pulls, every tab shows it, and the next takes over when it closes or dies', async () => {
  const name = `t-${newId()}`
  const endpoint = anEndpoint()
  putProducts(endpoint, 1_500)
  const first = await anotherTab(endpoint, { name })
  const second = await aTerminal({ name })
  const { products: shown } = await eventually(second.pull.statuses$, (all) => all.products.lastSuccessAt !== null)
  expect(shown.documents).toBe(1_500)
  await isIdle(second)
  const { held = [], pending = [] } = await navigator.locks.query()
  const mine = (locks: LockInfo[]) => locks.filter((lock) => lock.name === `${name}-pull`).length
  expect([mine(held), mine(pending)]).toEqual([1, 1])
  const asked = endpoint.countRequests('/products/_changes')
  second.pull.pullNow()
  await expect.poll(() => endpoint.countRequests('/products/_changes')).toBeGreaterThan(asked)

  endpoint.put('products', '1', { ...aProduct({ id_product_service: 1, price: '9.00' }) })
  await eventually(second.catalogue.products$, (all) => all.some(({ price }) => price === '9.00'))
  first.crash()
  endpoint.put('products', '2', { ...aProduct({ id_product_service: 2, price: '8.00' }) })
  await eventually(second.catalogue.products$, (all) => all.some(({ price }) => price === '8.00'))
  const third = await anotherTab(endpoint, { name })
  await second.close()
  endpoint.put('products', '3', { ...aProduct({ id_product_service: 3, price: '7.00' }) })
  await eventually(third.store.catalogue.products$, (all) => all.some(({ price }) => price === '7.00'))
})

test('closes at once while the server is silent, at any moment, and asks nothing afterwards', async () => {
  // Silence that no limit ends: closing does not wait for it.
  const limit = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => new AbortController().signal)
  onTestFinished(() => limit.mockRestore())
  const endpoint = anEndpoint()
  putProducts(endpoint, 1_200)
  for (let i = 0; i < 5; i++) {
    const name = `t-${newId()}`
    endpoint.fate = nthPage(2, () => 'silence')
    const store = await aTerminal({ name })
    await new Promise((resolve) => setTimeout(resolve, i * 70))
    store.pull.pullNow()
    await store.close()
    const { held = [], pending = [] } = await navigator.locks.query()
    expect([...held, ...pending].filter((lock) => lock.name?.startsWith(name))).toEqual([])
  }
  const asked = endpoint.requests.length
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(endpoint.requests).toHaveLength(asked)
})
