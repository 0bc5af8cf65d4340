import { firstValueFrom } from 'rxjs'
import { expect, test } from 'vitest'
import { newId } from '@barra/domain'
import { aSmallDisk } from '../testing/a-small-disk.ts'
import {
  aCart,
  aDraft,
  anOpenNight,
  aPartner,
  aProduct,
  aTerminal,
  aVisit,
  eventually,
  isIdle,
  isPulled,
  sell,
  theGuest,
  ticketsOf,
} from '../testing/a-terminal.ts'
import { anotherTab } from '../testing/another-tab.ts'
import type { Fate, FakeEndpoint } from '../testing/fake-endpoint.ts'
import { fillDisk } from '../testing/full-disk.ts'
import { StorageFailed } from '../tickets/sale-errors.ts'

const PARTNERS = 1_500
const MEGABYTE = 1_000_000

/** Their data is random, or the browser's database would compress it. */
function putPartners(endpoint: FakeEndpoint): void {
  for (let id = 1_000; id < 1_000 + PARTNERS; id++) {
    const bytes = crypto.getRandomValues(new Uint8Array(2_000))
    const suspension_reason = String.fromCharCode(...bytes.map((byte) => 33 + (byte % 90)))
    endpoint.put('partners', String(id), aPartner({ id_partner: id, suspension_reason }))
  }
}

test('sells on with a full disk: the copy of the partners gives way to the ticket, and comes back once there is room', async () => {
  const disk = await aSmallDisk()
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  putPartners(endpoint)
  await eventually(store.pull.statuses$, ({ partners }) => partners.documents === PARTNERS + 1)
  await isIdle(store)
  const guest = await theGuest(store)
  await store.drafts.save(aDraft())
  await disk.fill(MEGABYTE)

  const ticket = await store.tickets.closeCart({ cart: aCart(), guest })
  expect(await store.drafts.load()).toEqual([])
  await eventually(store.storage.state$, ({ isFull }) => isFull)
  const pulls = await eventually(store.pull.statuses$, ({ partners }) => partners.documents === 0 && !partners.isRunning)
  expect(pulls).toMatchObject({ partners: { lastError: { code: 'disk_full' } }, visits: { documents: 1, lastError: null } })
  await eventually(store.errors.log$, ([line]) => line?.kind === 'storage_failed')
  // Whoever is on the screen keeps a name.
  expect((await theGuest(store)).name).toBe('Martín Sosa')
  const [second] = await sell(store)

  await disk.free()
  store.pull.pullNow()
  await eventually(store.pull.statuses$, ({ partners }) => partners.documents === PARTNERS + 1 && !partners.isRunning)
  await eventually(store.storage.state$, ({ isFull }) => !isFull)
  await store.close()

  const asked = endpoint.countRequests('partners/_changes?since=0&')
  const again = await aTerminal({ name })
  await isPulled(again)
  await isIdle(again)
  expect((await firstValueFrom(again.pull.statuses$)).partners.documents).toBe(PARTNERS + 1)
  expect(endpoint.countRequests('partners/_changes?since=0&')).toBe(asked)
  expect(await ticketsOf(again)).toEqual([second, ticket])
})

test('tells a disk without room for a night before anything is sold, and leaves nothing of the trial on it', async () => {
  const disk = await aSmallDisk()
  const name = `t-${newId()}`
  const { store } = await anOpenNight({ name })
  const { storage } = store
  expect((await firstValueFrom(storage.state$)).hasRoom).toBeNull()
  await disk.fill(MEGABYTE)
  await storage.check()
  expect(await firstValueFrom(storage.state$)).toMatchObject({ hasRoom: false })
  await disk.free()
  await storage.check()
  await eventually(storage.state$, ({ hasRoom }) => hasRoom === true)
  const left = async () => (await indexedDB.databases()).filter((database) => database.name === `${name}-room`)
  await expect.poll(left).toEqual([])
})

test('refuses the sale and keeps the order when there is no room even so, and sells it once there is', async () => {
  const disk = await aSmallDisk()
  const { store } = await anOpenNight()
  const guest = await theGuest(store)
  await store.drafts.save(aDraft())
  await disk.fill(Number.MAX_SAFE_INTEGER)
  await expect(store.tickets.closeCart({ cart: aCart(), guest })).rejects.toThrow(StorageFailed)
  expect(await ticketsOf(store)).toEqual([])
  expect(await store.drafts.load()).toEqual([aDraft()])
  await eventually(store.storage.state$, ({ isFull }) => isFull)
  await disk.free()
  await store.tickets.closeCart({ cart: aCart(), guest })
  expect(await ticketsOf(store)).toHaveLength(1)
})

test('brings everything again when the copy gave way, for a sale of another tab, in the middle of a pull and after it', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name, pullRetryIntervalMs: 50 })
  await store.close()
  putPartners(endpoint)
  const secondPage = Promise.withResolvers<null>()
  const sold = Promise.withResolvers<null>()
  let pages = 0
  endpoint.fate = async ({ path }): Promise<Fate> => {
    if (path.includes('/partners/_changes') && ++pages === 2) {
      secondPage.resolve(null)
      await sold.promise
    }
    return 'answer'
  }
  await anotherTab(endpoint, { name, pullRetryIntervalMs: 50 })
  const selling = await aTerminal({ name, pullRetryIntervalMs: 50 })
  await secondPage.promise
  const disk = fillDisk(/-tickets--.*tickets/)
  await expect(sell(selling)).rejects.toThrow(StorageFailed)
  disk.free()
  const heldBack = eventually(selling.pull.statuses$, ({ partners }) => partners.lastError?.code === 'disk_full')
  sold.resolve(null)
  await heldBack
  const isWhole = () =>
    eventually(selling.pull.statuses$, ({ partners }) => partners.documents === PARTNERS + 1 && partners.lastError === null)
  await isWhole()

  const fullAgain = fillDisk(/-tickets--.*tickets/)
  const gone = eventually(selling.pull.statuses$, ({ partners }) => partners.documents === 0)
  await expect(sell(selling)).rejects.toThrow(StorageFailed)
  fullAgain.free()
  await gone
  await isWhole()
})

test('a copy that gave way while another database was asked from the beginning is whole when that is pulled, and said to be', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  await store.close()
  endpoint.restore('bbbbbbbbbbbb')
  endpoint.put('products', '4', { ...aProduct() })
  endpoint.put('visits', '90', aVisit())
  for (const id of [17, 18]) endpoint.put('partners', String(id), aPartner({ id_partner: id }))
  const firstPage = Promise.withResolvers<null>()
  const gone = Promise.withResolvers<null>()
  endpoint.fate = async ({ path }): Promise<Fate> => {
    if (path.includes('/partners/_changes') && path.includes('since=0&')) {
      firstPage.resolve(null)
      await gone.promise
    }
    return 'answer'
  }
  const again = await aTerminal({ name })
  const seen: (string | undefined)[] = []
  await firstPage.promise
  const disk = fillDisk(/-tickets--.*tickets/)
  await expect(sell(again)).rejects.toThrow(StorageFailed)
  disk.free()
  again.pull.statuses$.subscribe(({ partners }) => seen.push(partners.lastError?.code))
  gone.resolve(null)
  await eventually(again.pull.statuses$, ({ partners }) => partners.documents === 2 && !partners.isRunning)
  await isIdle(again)
  expect((await firstValueFrom(again.pull.statuses$)).partners).toMatchObject({ documents: 2, lastError: null })
  expect(seen).not.toContain('disk_full')
})
