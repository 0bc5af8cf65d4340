import { firstValueFrom } from 'rxjs'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { newId } from '@barra/domain'
import type { LocalStore } from '../local-store.ts'
import { anOpenNight, aTerminal, eventually, isPulled, sell, statusesOf, theGuest, ticketsOf } from '../testing/a-terminal.ts'
import { anotherTab } from '../testing/another-tab.ts'
import { StorageFailed } from '../tickets/sale-errors.ts'
import { openTraining, type Training } from './open-training.ts'
import { abandonTraining, isTraining, TRAINING_MARK } from './training-mark.ts'
import { TRAINING_NAME, wipeTraining } from './wipe-training.ts'

const BRACELET = '0101'
const opened: Training[] = []

afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ store }) => store.close()))
  abandonTraining()
  await wipeTraining()
})

async function open(): Promise<Training> {
  const training = await openTraining()
  opened.push(training)
  return training
}

/** A training with its club pulled, as a page has it that was just opened. */
async function aTraining(): Promise<Training> {
  const training = await open()
  await isPulled(training.store)
  return training
}

/** Every way in which a page can talk to a server, watched and refused. */
function noNetwork(): { readonly used: readonly string[] } {
  const used: string[] = []
  const refuse = (way: string) => (target?: unknown) => {
    used.push(`${way} ${String(target)}`)
    throw new TypeError('no request may leave')
  }
  vi.stubGlobal('fetch', refuse('fetch'))
  vi.stubGlobal('EventSource', refuse('EventSource'))
  vi.stubGlobal('WebSocket', refuse('WebSocket'))
  vi.spyOn(XMLHttpRequest.prototype, 'open').mockImplementation(refuse('XMLHttpRequest'))
  vi.spyOn(navigator, 'sendBeacon').mockImplementation(refuse('sendBeacon'))
  onTestFinished(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })
  return { used }
}

async function reopen(training: Training): Promise<Training> {
  await training.store.close()
  return aTraining()
}

async function databasesOnDisk(): Promise<string[]> {
  const databases = await indexedDB.databases()
  return databases.map(({ name }) => name ?? '').filter((name) => name.includes(TRAINING_NAME))
}

function sellOne(store: LocalStore) {
  return sell(store, 1, BRACELET)
}

test('sells, pushes and pulls without one request, after reopening and with every fault, too', async () => {
  const network = noNetwork()
  const training = await aTraining()
  await sellOne(training.store)
  expect(await training.store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 1 } })
  training.setFault('server_down', true)
  await eventually(training.store.server.state$, ({ kind }) => kind === 'offline')
  await sellOne(training.store)
  expect(await training.store.push.start()).toEqual({ kind: 'server_unavailable' })

  const again = await reopen(training)
  await eventually(again.store.server.state$, ({ kind }) => kind === 'offline')
  again.setFault('server_down', false)
  await eventually(again.store.server.state$, ({ kind }) => kind === 'online')
  again.store.pull.pullNow()
  expect(await again.store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 1 } })
  await again.leave()
  expect(network.used).toEqual([])
})

test('counts what was pushed in the guest’s consumption, once, across reopening', async () => {
  const training = await aTraining()
  const [ticket] = await sellOne(training.store)
  await training.store.push.start()
  const { visit } = await theGuest(training.store, BRACELET)
  const isIncluded = ({ notIncluded }: { notIncluded: { count: number } }) => notIncluded.count === 0
  const consumption = await eventually(training.store.guests.consumption$(visit.id_visit), isIncluded)
  expect(consumption.total).toBe(Number(ticket!.ticket_amount) * 100)
  const again = await reopen(training)
  expect(await eventually(again.store.guests.consumption$(visit.id_visit), isIncluded)).toEqual(consumption)
  expect(await statusesOf(again.store)).toEqual({ SYNCED: 1 })
})

test('never meets the real terminal’s tickets, drafts or endpoint, wherever the training ended', async () => {
  const name = 'barra'
  const { endpoint, store: real } = await anOpenNight({ name })
  const [realTicket] = await sell(real)
  await real.close()
  const before = endpoint.requests.length

  const training = await aTraining()
  expect(await ticketsOf(training.store)).toEqual([])
  await sellOne(training.store)
  const again = await reopen(training)
  expect(await statusesOf(again.store)).toEqual({ PENDING: 1 })
  await again.leave()
  expect(endpoint.requests).toHaveLength(before)

  const afterwards = await aTerminal({ name })
  expect((await ticketsOf(afterwards)).map(({ id }) => id)).toEqual([realTicket!.id])
  expect(await afterwards.push.start()).toMatchObject({ kind: 'completed', progress: { total: 1, sent: 1 } })
  expect([...endpoint.tickets.keys()]).toEqual([realTicket!.id])
})

test('pushes nothing to the endpoint from wherever its page dies while it sells or pushes', async () => {
  const name = `t-${newId()}`
  const { endpoint, store: real } = await anOpenNight({ name })
  await real.close()
  const before = endpoint.requests.length
  for (const deadAtWrite of [0, 1, 3]) {
    const tab = await anotherTab(endpoint, { name }, { isTraining: true })
    await isPulled(tab.store)
    tab.dieAtWrite(new RegExp(TRAINING_NAME), deadAtWrite)
    void sellOne(tab.store)
      .then(() => tab.store.push.start())
      .catch(() => undefined)
    await tab.died
    expect(isTraining()).toBe(true)
  }
  expect(endpoint.requests).toHaveLength(before)
  const again = await aTraining()
  await again.store.push.start()
  await again.leave()
  expect(endpoint.requests).toHaveLength(before)
  expect(await (await aTerminal({ name })).push.start()).toEqual({ kind: 'nothing_pending' })
  expect(endpoint.tickets.size).toBe(0)
})

test('keeps no second copy: the file that a person would choose may be the terminal’s own', async () => {
  const training = await aTraining()
  const folder = await navigator.storage.getDirectory()
  const handle = await folder.getFileHandle(`copy-${newId()}.jsonl`, { create: true })
  onTestFinished(() => folder.removeEntry(handle.name))
  await expect(training.store.secondCopy.choose(handle)).rejects.toThrow('a training keeps no second copy')
  await sellOne(training.store)
  expect((await handle.getFile()).size).toBe(0)
  expect(await firstValueFrom(training.store.secondCopy.state$)).toEqual({ kind: 'none' })
})

test('keeps its faults across reopening', async () => {
  const training = await aTraining()
  training.setFault('ticket_refused', true)
  training.setFault('disk_full', true)
  training.setFault('disk_full', false)
  const again = await reopen(training)
  expect([...(await firstValueFrom(again.faults$))]).toEqual(['ticket_refused'])
})

test('loses the answers of a push that was stored: the next one is told "already there"', async () => {
  const training = await aTraining()
  await sellOne(training.store)
  training.setFault('answer_lost', true)
  void eventually(training.store.push.state$, (state) => state.kind === 'running' && state.progress.failed === 1).then(() =>
    training.setFault('answer_lost', false),
  )
  expect(await training.store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 0, duplicates: 1 } })
  expect(await ticketsOf(training.store)).toMatchObject([{ sync_status: 'SYNCED', was_duplicate: true }])
})

test('refuses one ticket of a push and takes the others', async () => {
  const training = await aTraining()
  await sell(training.store, 3, BRACELET)
  training.setFault('ticket_refused', true)
  await training.store.push.start()
  expect(await statusesOf(training.store)).toEqual({ ERROR: 1, SYNCED: 2 })
  expect((await ticketsOf(training.store)).at(-1)).toMatchObject({ sync_status: 'ERROR', error_code: 'visit_closed' })
})

test('refuses a sale while its disk is full, gives up the partners, and opens with it full', async () => {
  const training = await aTraining()
  training.setFault('disk_full', true)
  await expect(sellOne(training.store)).rejects.toThrow(StorageFailed)
  await eventually(training.store.storage.state$, ({ isFull }) => isFull)
  await training.store.close()
  const again = await open()
  await expect(sellOne(again.store)).rejects.toThrow(StorageFailed)
  again.setFault('disk_full', false)
  await sellOne(again.store)
  expect(await ticketsOf(again.store)).toHaveLength(1)
  await eventually(again.store.pull.statuses$, ({ partners }) => partners.documents > 0 && partners.lastError === null)
  await eventually(again.store.storage.state$, ({ isFull }) => !isFull)
})

test('is told that another tab left it, also while it was opening', async () => {
  const opening = open()
  await expect.poll(isTraining).toBe(true)
  const told = new Promise((resolve) => addEventListener('storage', resolve, { once: true }))
  const frame = document.createElement('iframe')
  document.body.append(frame)
  onTestFinished(() => frame.remove())
  frame.contentWindow!.localStorage.removeItem(TRAINING_MARK)
  await told
  await firstValueFrom((await opening).endedElsewhere$)
})

test('leaves nothing on the disk when it is left, and the next one begins anew', async () => {
  const training = await aTraining()
  await sellOne(training.store)
  await training.store.push.start()
  training.setFault('disk_full', true)
  expect((await databasesOnDisk()).length).toBeGreaterThan(3)
  await training.leave()
  expect(await databasesOnDisk()).toEqual([])
  expect(Object.keys(localStorage).filter((key) => key.startsWith('barra.training'))).toEqual([])

  const next = await aTraining()
  expect(await ticketsOf(next.store)).toEqual([])
  expect((await theGuest(next.store, BRACELET)).visit.visit_amount_consumed).toBe('0.00')
  expect((await firstValueFrom(next.faults$)).size).toBe(0)
})

test('begins anew after a page died while it left', async () => {
  const training = await aTraining()
  await sellOne(training.store)
  await training.store.close()
  abandonTraining()
  expect(await ticketsOf((await aTraining()).store)).toEqual([])
})
