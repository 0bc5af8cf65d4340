// A pull from the beginning, and what it drops: whatever the endpoint no longer has, under another epoch or the same.
import { firstValueFrom } from 'rxjs'
import { expect, test } from 'vitest'
import { newId } from '@barra/domain'
import type { LocalStore } from '../local-store.ts'
import { anEndpoint, aProduct, aTerminal, eventually, isIdle, isPulled } from '../testing/a-terminal.ts'
import { anotherTab } from '../testing/another-tab.ts'
import type { FakeEndpoint } from '../testing/fake-endpoint.ts'
import { rewriteOnDisk } from '../testing/on-disk.ts'

test('drops what was deleted and forgotten while it was away, though the epoch is the same', async () => {
  const name = `t-${newId()}`
  const endpoint = anEndpoint()
  putProducts(endpoint, 1, 3)
  await pulledAndClosed(name)
  forget(endpoint, 2)
  const store = await aTerminal({ name })
  expect(await productIds(store, 2)).toEqual([1, 3])
  await isIdle(store)
  expect((await firstValueFrom(store.pull.statuses$)).products.documents).toBe(2)
})

test('pulls on from its checkpoint afterwards', async () => {
  const name = `t-${newId()}`
  const endpoint = anEndpoint()
  putProducts(endpoint, 1, 3)
  await pulledAndClosed(name)
  forget(endpoint, 2)
  const store = await aTerminal({ name })
  await productIds(store, 2)
  await isIdle(store)
  const asked = endpoint.requests.length
  putProducts(endpoint, 4, 4)
  await productIds(store, 3)
  expect(endpoint.requests.slice(asked).filter((request) => request.includes('since=0&'))).toEqual([])
})

test('knows the documents of a copy that was made before there were rounds', async () => {
  const name = `t-${newId()}`
  const endpoint = anEndpoint()
  putProducts(endpoint, 1, 2)
  await pulledAndClosed(name)
  await markAsBefore(name, endpoint.epoch)
  putProducts(endpoint, 3, 3)
  const store = await aTerminal({ name })
  expect(await productIds(store, 3)).toEqual([1, 2, 3])
  const fromTheBeginning = (request: string) => request.includes('/products/_changes') && request.includes('since=0&')
  expect(endpoint.requests.filter(fromTheBeginning)).toHaveLength(1)
})

const moments: [string, number][] = [
  ['at the first document', 0],
  ['before the first page was whole', 999],
  ['before it noted the first page', 1_000],
  ['in the last page', 1_020],
  ['before it dropped anything', 1_041],
  ['in the middle of dropping', 1_045],
  ['before it noted the end', 1_051],
]

test.each(moments)('keeps no ghost of a page that died %s and of what was deleted since', async (_, write) => {
  const name = `t-${newId()}`
  const endpoint = anEndpoint()
  putProducts(endpoint, 1, 1_050)
  await pulledAndClosed(name)
  for (let id = 1; id <= 10; id++) forget(endpoint, id)
  const tab = await anotherTab(endpoint, { name }, { dieAtWrite: [/-pulled--\d+--(products|plugin-local-documents)/, write] })
  await tab.died
  // The page that died had received it.
  forget(endpoint, 11)
  const store = await aTerminal({ name })
  const ids = await productIds(store, 1_039)
  expect(Math.min(...ids)).toBe(12)
  await isIdle(store)
  expect((await firstValueFrom(store.pull.statuses$)).products.documents).toBe(1_039)
})

function putProducts(endpoint: FakeEndpoint, from: number, to: number): void {
  for (let i = from; i <= to; i++) endpoint.put('products', String(i), { ...aProduct({ id_product_service: i }) })
}

/** Deletes the product, and the endpoint forgets that it ever was. */
function forget(endpoint: FakeEndpoint, id: number): void {
  endpoint.remove('products', String(id))
  endpoint.purgeTombstones('products')
}

async function pulledAndClosed(name: string): Promise<void> {
  const store = await aTerminal({ name })
  await isPulled(store)
  await isIdle(store)
  await store.close()
}

async function productIds(store: LocalStore, count: number): Promise<number[]> {
  const products = await eventually(store.catalogue.products$, (all) => all.length === count)
  return products.map(({ id_product_service }) => id_product_service).sort((a, b) => a - b)
}

/** As an earlier version left it: each document marked with the epoch, and a checkpoint that knows no round. */
async function markAsBefore(name: string, epoch: string): Promise<void> {
  await rewriteOnDisk(new RegExp(`${name}-pulled--0--products`), (all) => all.map((document) => ({ ...document, epoch })))
  await rewriteOnDisk(new RegExp(`${name}-pulled--0--plugin-local-documents`), (all) =>
    all.map((note) => {
      const { round: _, ...data } = note.data as { round: string }
      return { ...note, data }
    }),
  )
}
