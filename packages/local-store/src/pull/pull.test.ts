import { firstValueFrom } from 'rxjs'
import { expect, onTestFinished, test, vi } from 'vitest'
import { newId } from '@barra/domain'
import type { LocalStore } from '../local-store.ts'
import { anEndpoint, anOpenNight, aProduct, aTerminal, eventually, isIdle, isPulled } from '../testing/a-terminal.ts'
import { anotherTab } from '../testing/another-tab.ts'

test('pulls every collection at the start and says when, how much and when again', async () => {
  const { store } = await anOpenNight()
  const { products, partners, visits } = await firstValueFrom(store.pull.statuses$)
  expect([products.documents, partners.documents, visits.documents]).toEqual([1, 1, 1])
  expect(products).toMatchObject({ failuresInARow: 0, lastError: null, isRunning: false })
  const quarterOfAnHour = Date.parse(products.nextRunAt!) - Date.parse(products.lastSuccessAt!)
  expect(quarterOfAnHour).toBe(15 * 60_000)
})

test('counts the next pull from the moment it says of the last, though the clock moves on in between', async () => {
  const { now } = Date
  let reads = 0
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() + 1_000 * reads++)
  onTestFinished(() => clock.mockRestore())
  const { store } = await anOpenNight()
  const { products } = await firstValueFrom(store.pull.statuses$)
  expect(Date.parse(products.nextRunAt!) - Date.parse(products.lastSuccessAt!)).toBe(15 * 60_000)
})

test('shows a changed price as soon as the endpoint hints at it', async () => {
  const { endpoint, store } = await anOpenNight()
  endpoint.put('products', '4', { ...aProduct({ price: '7000.00' }) })
  const [product] = await eventually(store.catalogue.products$, ([first]) => first?.price === '7000.00')
  expect(product?.description).toBe('Fernet con cola')
})

test('forgets what the endpoint deleted', async () => {
  const { endpoint, store } = await anOpenNight()
  endpoint.remove('products', '4')
  await eventually(store.catalogue.products$, (products) => products.length === 0)
  await eventually(store.pull.statuses$, ({ products }) => products.documents === 0)
})

test('asks one small question when nothing has changed', async () => {
  const { endpoint, store } = await anOpenNight()
  const before = endpoint.requests.length
  const { lastSuccessAt } = (await firstValueFrom(store.pull.statuses$)).products
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  store.pull.pullNow()
  await eventually(store.pull.statuses$, ({ products }) => products.lastSuccessAt !== lastSuccessAt)
  const asked = endpoint.requests.slice(before).filter((request) => request.includes('/products/_changes'))
  expect(asked).toHaveLength(1)
  expect(asked[0]).toContain('since=1-')
})

test('takes the next page only when the last one is on disk', async () => {
  const endpoint = anEndpoint()
  for (let i = 1; i <= 3_500; i++) endpoint.put('products', String(i), { ...aProduct({ id_product_service: i }) })
  const store = await aTerminal()
  const seen: number[] = []
  store.pull.statuses$.subscribe(({ products }) => seen.push(products.documents))
  await eventually(store.pull.statuses$, ({ products }) => products.documents === 3_500 && products.lastSuccessAt !== null)
  const largestStep = Math.max(...seen.map((count, i) => count - (seen[i - 1] ?? 0)))
  expect(largestStep).toBeLessThanOrEqual(1_000)
  expect(endpoint.countRequests('/products/_changes')).toBeGreaterThanOrEqual(4)
})

test('pulls again from the beginning under a new epoch and drops only what is gone', async () => {
  const { endpoint, store } = await anOpenNight()
  endpoint.put('products', '5', { ...aProduct({ id_product_service: 5, description: 'Gin tonic' }) })
  await eventually(store.catalogue.products$, (products) => products.length === 2)
  const sizes: number[] = []
  store.catalogue.products$.subscribe((products) => sizes.push(products.length))

  endpoint.restore('bbbbbbbbbbbb')
  endpoint.put('products', '5', { ...aProduct({ id_product_service: 5, description: 'Gin tonic', price: '7500.00' }) })
  const products = await eventually(store.catalogue.products$, (all) => all.length === 1)
  expect(products[0]).toMatchObject({ id_product_service: 5, price: '7500.00' })
  expect(Math.min(...sizes)).toBe(1)
})

test('counts failures in a row, tells what went wrong, and recovers by itself', async () => {
  const { endpoint, store } = await anOpenNight()
  endpoint.fate = ({ path }) => (path.includes('_changes') ? 'http_500' : 'answer')
  store.pull.pullNow()
  const failing = await eventually(store.pull.statuses$, ({ products }) => products.failuresInARow === 1)
  expect(failing.products.lastError).toMatchObject({ code: 'http_500', message: 'it broke' })
  expect(failing.products.lastSuccessAt).not.toBeNull()
  const { partners } = await eventually(store.pull.statuses$, (all) => all.partners.failuresInARow === 1)
  expect(Date.parse(partners.nextRunAt!) - Date.parse(partners.lastError!.at)).toBe(15 * 60_000)
  store.pull.pullNow()
  await eventually(store.pull.statuses$, ({ products }) => products.failuresInARow === 2)
  const log = await eventually(store.errors.log$, (errors) => errors.some(({ failuresInARow }) => failuresInARow === 2))
  expect(log[0]).toMatchObject({ kind: 'pull_failed' })

  endpoint.fate = () => 'answer'
  store.pull.pullNow()
  await eventually(store.pull.statuses$, ({ products }) => products.failuresInARow === 0 && products.lastError === null)
})

test('takes a captive portal for a failure, not for data', async () => {
  const { endpoint, store } = await anOpenNight()
  endpoint.fate = () => 'html'
  store.pull.pullNow()
  await eventually(store.pull.statuses$, ({ visits }) => visits.lastError?.code === 'not_json')
  await eventually(store.server.state$, ({ kind }) => kind === 'offline')
  expect(await firstValueFrom(store.catalogue.products$)).toHaveLength(1)
})

test('pulls as soon as the server is back', async () => {
  const { endpoint, store } = await anOpenNight()
  endpoint.goDown()
  await eventually(store.server.state$, (state) => state.kind === 'offline' && state.cause === 'server_down')
  endpoint.put('products', '6', { ...aProduct({ id_product_service: 6, description: 'Cynar julep' }) })
  endpoint.isDown = false
  await eventually(store.catalogue.products$, (products) => products.length === 2)
})

test('hears of changes again after an outage that broke no connection', async () => {
  const endpoint = anEndpoint()
  endpoint.put('products', '4', { ...aProduct() })
  endpoint.fate = ({ path }) => {
    const isFirstStream = path.startsWith('/_db_updates') && endpoint.countRequests('/_db_updates') === 1
    const mute = () => new Response(new ReadableStream(), { headers: { 'Content-Type': 'text/event-stream' } })
    return isFirstStream ? mute() : 'answer'
  }
  const store = await aTerminal()
  await isPulled(store)
  await eventually(store.server.state$, ({ kind }) => kind === 'online')
  endpoint.isDown = true
  await eventually(store.server.state$, ({ kind }) => kind === 'offline')
  endpoint.isDown = false
  await eventually(store.server.state$, ({ kind }) => kind === 'online')
  await expect.poll(() => endpoint.countRequests('/_db_updates')).toBe(2)
  await isIdle(store)
  endpoint.put('products', '4', { ...aProduct({ price: '7000.00' }) })
  await eventually(store.catalogue.products$, ([first]) => first?.price === '7000.00')
})

test('opens without a server on what it had, and goes on from its checkpoint', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  await store.close()
  endpoint.goDown()

  const again = await aTerminal({ name })
  expect(await firstValueFrom(again.catalogue.products$)).toHaveLength(1)
  await isPulled(again)
  const before = endpoint.requests.length
  endpoint.isDown = false
  await eventually(again.server.state$, ({ kind }) => kind === 'online')
  again.pull.pullNow()
  await eventually(again.pull.statuses$, ({ products }) => products.failuresInARow === 0)
  expect(endpoint.requests.slice(before).filter((request) => request.includes('since=0'))).toEqual([])
})

test('says so when the server no longer knows its token, in every tab', async () => {
  const options = { name: `t-${newId()}`, token: 'another' }
  const endpoint = anEndpoint()
  const isRefused = (store: LocalStore) =>
    eventually(store.server.state$, (state) => state.kind === 'offline' && state.cause === 'not_paired')
  await isRefused(await aTerminal(options))
  await isRefused((await anotherTab(endpoint, options)).store)
})
