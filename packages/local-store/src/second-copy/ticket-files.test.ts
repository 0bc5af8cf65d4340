import { firstValueFrom } from 'rxjs'
import { expect, test } from 'vitest'
import { newId } from '@barra/domain'
import type { LocalStore } from '../local-store.ts'
import { addCashiers, anOpenNight, aTerminal, sell, statusesOf, ticketsOf } from '../testing/a-terminal.ts'
import { anotherTab } from '../testing/another-tab.ts'
import { fillDisk } from '../testing/full-disk.ts'
import { headerLine, ticketLine } from './copy-format.ts'
import { TRAINING_URL } from '../training/training-mark.ts'
import { exportUnpaired } from './export-unpaired.ts'

test('moves pending tickets to a terminal that lost everything, with who sold them, where, and under which number', async () => {
  const { endpoint, store } = await anOpenNight()
  await addCashiers(store, 'Caro')
  await store.shifts.putOnDuty('Caro')
  const sold = await sell(store, 3)
  const { text, count } = await store.ticketFiles.exportPending()
  expect(count).toBe(3)
  await store.close()
  const other = await aTerminal({ terminal: 'Barra 2' })
  const file = other.ticketFiles.read(text)
  expect(file).toMatchObject({ terminals: ['Barra 1'], otherServer: null, badLines: [], isTraining: false, isNewer: false })
  expect(await other.ticketFiles.import(file)).toEqual({ added: 3, updated: 0, known: 0, alreadySent: 0 })
  expect(await ticketsOf(other)).toEqual(sold.toReversed())
  expect((await ticketsOf(other))[0]).toMatchObject({ terminal: 'Barra 1', cashier: 'Caro', ticket_number: '1-0003' })
  await other.push.start()
  expect([...endpoint.tickets.keys()].sort()).toEqual(sold.map(({ id }) => id))
  expect(endpoint.tickets.get(sold[0]!.id)!.columns['terminal']).toBe('Barra 1')
})

test('numbers its own sales on as before, and knows the last of them, whatever was imported', async () => {
  const { endpoint, store } = await anOpenNight()
  await sell(store, 2)
  const later = await anotherTab(endpoint, { name: `t-${newId()}`, terminal: 'Barra 2' }, { clockOffsetMs: 60_000 })
  await expect.poll(() => later.store.guests.findByBracelet('0417')).toMatchObject({ kind: 'open' })
  for (let i = 0; i < 5; i++) await sell(later.store)
  await importFrom(later.store, store)
  expect((await firstValueFrom(store.tickets.newest$))!.ticket_number).toBe('1-0002')
  expect((await sell(store))[0]!.ticket_number).toBe('1-0003')
  expect((await firstValueFrom(store.tickets.newest$))!.ticket_number).toBe('1-0003')
})

test('imported again and again, on two terminals that both push, a ticket is stored once', async () => {
  const { endpoint, store } = await anOpenNight()
  await sell(store, 4)
  const second = await anotherTab(endpoint, { name: `t-${newId()}`, terminal: 'Barra 2' })
  expect(await importFrom(store, second.store)).toMatchObject({ added: 4, known: 0 })
  expect(await importFrom(store, second.store)).toMatchObject({ added: 0, known: 4 })
  expect(await ticketsOf(second.store)).toHaveLength(4)
  expect(await store.push.start()).toMatchObject({ progress: { sent: 4, duplicates: 0 } })
  expect(await second.store.push.start()).toMatchObject({ progress: { sent: 0, duplicates: 4 } })
  expect(endpoint.tickets.size).toBe(4)
  expect(await importFrom(store, second.store)).toMatchObject({ added: 0, known: 0 })
})

test('takes what was refused for a person to decide, and not what the server had already', async () => {
  const { endpoint, store } = await anOpenNight()
  const [refused] = await sell(store, 2)
  endpoint.judge = ({ _id }) => (_id === refused!.id ? { code: 'visit_closed', reason: 'closed' } : null)
  await store.push.start()
  const text = await copyOfAll(store)
  await store.close()
  const other = await aTerminal()
  expect(await other.ticketFiles.import(other.ticketFiles.read(text))).toEqual({ added: 1, updated: 0, known: 0, alreadySent: 1 })
  expect(await statusesOf(other)).toEqual({ ERROR: 1 })
})

test('says that a file was written for another server, and nothing when it was not', async () => {
  const { store } = await anOpenNight()
  await sell(store)
  const { text } = await store.ticketFiles.exportPending()
  await store.close()
  const other = await aTerminal({ serverUrl: 'http://other-club.test/replication' })
  expect(other.ticketFiles.read(text).otherServer).toBe('http://club.test/replication')
})

test('takes nothing out of a file that was written in training', async () => {
  const { store } = await anOpenNight()
  await sell(store)
  const { text } = await store.ticketFiles.exportPending()
  const written = text.replace('http://club.test/replication', TRAINING_URL)
  expect(store.ticketFiles.read(written)).toMatchObject({ isTraining: true, tickets: [] })
})

test('what was practised in between does not cost the sales of the same file', async () => {
  const { store } = await anOpenNight()
  const sold = await sell(store, 3)
  const header = { terminal: 'Barra 1', server: 'http://club.test/replication', written_at: '2026-11-25T01:12:31-03:00' }
  const ofTraining = headerLine({ ...header, terminal: 'Práctica', server: TRAINING_URL })
  const [first, practised, second] = sold.map(ticketLine)
  const text = headerLine(header) + first + ofTraining + practised + headerLine(header) + second
  expect(store.ticketFiles.read(text)).toEqual({
    tickets: [sold[0], sold[2]],
    terminals: ['Barra 1'],
    otherServer: null,
    badLines: [],
    isTraining: true,
    isNewer: false,
  })
})

test('a disk that fills up loses nothing of the file: importing again goes on', async () => {
  const { store } = await anOpenNight()
  await sell(store, 3)
  const { text } = await store.ticketFiles.exportPending()
  await store.close()
  const other = await aTerminal()
  const disk = fillDisk(/-tickets--/)
  await expect(other.ticketFiles.import(other.ticketFiles.read(text))).rejects.toThrow('could not be stored')
  disk.free()
  await other.ticketFiles.import(other.ticketFiles.read(text))
  expect(await firstValueFrom(other.tickets.pending$)).toMatchObject({ count: 3 })
})

test('a terminal that is revoked or not paired any more still hands over what it sold', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  const sold = await sell(store, 2)
  endpoint.fate = () => 'http_401'
  expect((await store.ticketFiles.exportPending()).count).toBe(2)
  await store.close()
  const [exported] = await Promise.all([exportUnpaired({ name }), aTerminal({ name, token: 'another' })])
  expect(exported).toMatchObject({ count: 2, fileName: expect.stringMatching(/^barra-pendientes-\d{8}-\d{6}\.jsonl$/) })
  for (const { id } of sold) expect(exported.text).toContain(id)
})

async function importFrom(from: LocalStore, to: LocalStore) {
  const { text } = await from.ticketFiles.exportPending()
  return to.ticketFiles.import(to.ticketFiles.read(text))
}

async function copyOfAll(store: LocalStore): Promise<string> {
  return (await ticketsOf(store)).map(ticketLine).join('')
}
