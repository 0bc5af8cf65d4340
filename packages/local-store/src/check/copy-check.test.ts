// A copy that is not what the endpoint has, though nobody told of a change: found range by range, repaired and counted.
import { firstValueFrom } from 'rxjs'
import { expect, test } from 'vitest'
import { newId } from '@barra/domain'
import type { LocalStore } from '../local-store.ts'
import { anEndpoint, aPartner, aProduct, aTerminal, aVisit, eventually, isIdle, isPulled } from '../testing/a-terminal.ts'
import { anotherTab } from '../testing/another-tab.ts'
import type { FakeEndpoint } from '../testing/fake-endpoint.ts'
import { documentsOnDisk, rewriteOnDisk, type DocumentOnDisk } from '../testing/on-disk.ts'

/** Each pull checks one range of ten; the tests pull by hand. */
const often = { copyCheckIntervalMs: 0, copyCheckSize: 10 }
const COUNT = 35

test('repairs what differs, is missing or is there no longer, and counts and logs it', async () => {
  const { name, open } = await corrupted({ change: [17], lose: [3, 20], add: ['99', '1000'] })
  const store = await open()
  await checkAll(store)
  const { products } = await firstValueFrom(store.pull.statuses$)
  expect(products.corrections).toEqual({ documents: 5, ranges: expect.any(Number) })
  expect(products.documents).toBe(COUNT)
  const shown = await eventually(store.catalogue.products$, (all) => all.length === COUNT)
  expect(shown.find(({ id_product_service }) => id_product_service === 17)).toMatchObject({ price: '6500.00' })
  expect((await onDisk(name)).map(({ id }) => id).sort()).toEqual(ids(COUNT))
  const log = await eventually(store.errors.log$, (lines) => lines.length === products.corrections.ranges)
  expect(log[0]).toMatchObject({ kind: 'copy_repaired', subject: 'products', code: 'copy_differed' })

  await checkAll(store)
  expect((await firstValueFrom(store.pull.statuses$)).products.corrections).toEqual(products.corrections)
  await store.close()
  const again = await aTerminal({ name, ...often })
  await eventually(again.pull.statuses$, (all) => all.products.corrections.documents === 5)
})

test('finds nothing wrong in an equal copy, whatever is in it, and asks for no document', async () => {
  const endpoint = anEndpoint()
  for (let i = 1; i <= COUNT; i++) {
    endpoint.put('products', String(i), { ...aProduct({ id_product_service: i, description: 'ñandú 🍺 "\\', available: null }) })
    endpoint.put('partners', String(i), aPartner({ id_partner: i }))
    endpoint.put('visits', String(i), aVisit({ id_visit: i, applied_tickets: [newId(), newId()] }))
  }
  const store = await aTerminal(often)
  await isPulled(store)
  await checkAll(store)
  for (const db of ['products', 'partners', 'visits'] as const) {
    expect((await firstValueFrom(store.pull.statuses$))[db].corrections).toEqual({ documents: 0, ranges: 0 })
    expect(endpoint.countRequests(`/${db}/_checksum`)).toBeGreaterThan(COUNT / 10)
    expect(endpoint.countRequests(`/${db}/_all_docs`)).toBe(0)
  }
})

test('looks at each document in the course of a few pulls, in small ranges', async () => {
  const endpoint = anEndpoint()
  putProducts(endpoint)
  const store = await aTerminal(often)
  await isPulled(store)
  await checkAll(store)
  const starts = endpoint.requests.flatMap(
    (request) => /\/products\/_checksum\?startkey=([^&]*)&limit=10&/.exec(request)?.[1] ?? [],
  )
  expect(starts).toContain('%22%22')
  expect(new Set(starts).size).toBeGreaterThanOrEqual(4)
})

test('looks twice: what a pull in between makes right was never wrong', async () => {
  const { endpoint, open } = await corrupted({ change: [17] })
  let isChanged = false
  endpoint.fate = ({ path }) => {
    if (path.includes('/products/_changes') && endpoint.countRequests('/products/_checksum') > 0 && !isChanged) {
      isChanged = true
      endpoint.put('products', '17', { ...aProduct({ id_product_service: 17, price: '7.00' }) })
    }
    return 'answer'
  }
  const store = await open()
  await checkAll(store)
  await eventually(store.catalogue.products$, (all) => all.some(({ price }) => price === '7.00'))
  expect((await firstValueFrom(store.pull.statuses$)).products.corrections.documents).toBe(0)
})

test('does not judge what the endpoint does not stand by', async () => {
  const { endpoint, open } = await corrupted({ change: [17] })
  endpoint.isSettled = false
  const store = await open()
  await checkAll(store)
  expect((await firstValueFrom(store.pull.statuses$)).products.corrections.documents).toBe(0)
  expect(endpoint.countRequests('_all_docs')).toBe(0)
})

test('does not repair with documents of a later moment, and does so the next time', async () => {
  const { endpoint, open } = await corrupted({ change: [17] })
  let isMoved = false
  endpoint.fate = ({ path }) => {
    if (path.includes('/products/_all_docs') && !isMoved) {
      isMoved = true
      endpoint.put('products', '1', { ...aProduct({ id_product_service: 1, price: '9.00' }) })
    }
    return 'answer'
  }
  const store = await open()
  await eventuallyChecked(store, () => isMoved)
  await checkAll(store)
  expect((await firstValueFrom(store.pull.statuses$)).products.corrections).toEqual({ documents: 1, ranges: 1 })
})

test.each(['http_500', 'http_404', 'html', 'half_answer', 'no_connection'] as const)(
  'takes a check that is answered with %s for no check, and no failed pull',
  async (fate) => {
    const { endpoint, open } = await corrupted({ change: [17] })
    endpoint.fate = ({ path }) => (path.includes('_checksum') ? fate : 'answer')
    const store = await open()
    await checkAll(store)
    const { products } = await firstValueFrom(store.pull.statuses$)
    expect(products).toMatchObject({ failuresInARow: 0, corrections: { documents: 0 } })
  },
)

test('checks once in its time, also when it was opened again', async () => {
  const name = `t-${newId()}`
  const endpoint = anEndpoint()
  putProducts(endpoint)
  for (let i = 0; i < 2; i++) {
    const store = await aTerminal({ name })
    await isPulled(store)
    for (let pulls = 0; pulls < 3; pulls++) await pullOnce(store)
    await store.close()
  }
  expect(endpoint.countRequests('/products/_checksum')).toBe(1)
})

test.each([0, 1, 2, 3])('goes on where the page died at write %i of a repair', async (write) => {
  const { name, endpoint } = await corrupted({ change: [12, 13, 14], add: ['155'] })
  endpoint.put('partners', '1', aPartner())
  const tab = await anotherTab(endpoint, { name, ...often, copyCheckSize: 100 }, { dieAtWrite: [/--products/, write] })
  tab.store.pull.pullNow()
  for (let i = 0; i < 3; i++) tab.store.pull.pullNow()
  await tab.died
  const again = await aTerminal({ name, ...often, copyCheckSize: 100 })
  await isPulled(again)
  await checkAll(again)
  const prices = (await eventually(again.catalogue.products$, (all) => all.length === COUNT)).map(({ price }) => price)
  expect(new Set(prices)).toEqual(new Set(['6500.00']))
})

interface Corruption {
  /** Products whose price is another. */
  readonly change?: readonly number[]
  readonly lose?: readonly number[]
  readonly add?: readonly string[]
}

/** A terminal that pulled products 1 to 35, on whose disk something went wrong while it was closed; it checks as soon as it is opened. */
async function corrupted({ change = [], lose = [], add = [] }: Corruption): Promise<{
  name: string
  endpoint: FakeEndpoint
  open: () => Promise<LocalStore>
}> {
  const name = `t-${newId()}`
  const endpoint = anEndpoint()
  putProducts(endpoint)
  const before = await aTerminal({ name, copyCheckIntervalMs: Infinity })
  await isPulled(before)
  await isIdle(before)
  await before.close()
  await rewriteOnDisk(new RegExp(`${name}-pulled--0--products`), (documents) => {
    const kept = documents.filter(({ id }) => !lose.includes(Number(id)))
    const changed = kept.map((document) => (change.includes(Number(document.id)) ? { ...document, price: '0.01' } : document))
    return [...changed, ...add.map((id) => ({ ...documents[0]!, id, id_product_service: Number(id) }))]
  })
  return { name, endpoint, open: () => aTerminal({ name, ...often }) }
}

function putProducts(endpoint: FakeEndpoint): void {
  for (let i = 1; i <= COUNT; i++) endpoint.put('products', String(i), { ...aProduct({ id_product_service: i }) })
}

/** As many pulls as it takes to look at every range, twice over. */
async function checkAll(store: LocalStore): Promise<void> {
  for (let i = 0; i < 12; i++) await pullOnce(store)
}

async function eventuallyChecked(store: LocalStore, condition: () => boolean): Promise<void> {
  for (let i = 0; i < 12 && !condition(); i++) await pullOnce(store)
  expect(condition()).toBe(true)
}

async function pullOnce(store: LocalStore): Promise<void> {
  await isIdle(store)
  const runs = eventually(store.pull.statuses$, ({ products }) => products.isRunning)
  store.pull.pullNow()
  await runs
  await isIdle(store)
}

async function onDisk(name: string): Promise<readonly DocumentOnDisk[]> {
  const documents = await documentsOnDisk(new RegExp(`${name}-pulled--0--products`))
  return documents.filter(({ _deleted }) => _deleted !== true && _deleted !== '1')
}

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, i) => String(i + 1)).sort()
}
