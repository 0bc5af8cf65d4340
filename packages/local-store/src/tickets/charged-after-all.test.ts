// A ticket that was voided here while another terminal, to which it came in a file, had it stored.
import { firstValueFrom } from 'rxjs'
import { expect, test } from 'vitest'
import { newId } from '@barra/domain'
import { aRefusedTicket, because, theTicket } from '../testing/a-refused-ticket.ts'
import {
  anOpenNight,
  aTerminal,
  aVisit,
  eventually,
  isIdle,
  isPulled,
  sell,
  statusesOf,
  theGuest,
} from '../testing/a-terminal.ts'
import { anotherTab } from '../testing/another-tab.ts'
import type { FakeEndpoint } from '../testing/fake-endpoint.ts'
import { rewriteOnDisk } from '../testing/on-disk.ts'
import { countRowsRead } from '../testing/rows-read.ts'

test('is taken back by the next cycle once its visit tells, though it was moved there before it was stored', async () => {
  const { endpoint, store, ticket } = await aRefusedTicket()
  const { text } = await store.ticketFiles.exportPending()
  await store.tickets.void(ticket.id, because)
  expect(await statusesOf(store)).toEqual({ VOIDED: 1 })

  const { store: other } = await anotherTab(endpoint, { name: `t-${newId()}`, terminal: 'Barra 2' })
  await isPulled(other)
  await other.ticketFiles.import(other.ticketFiles.read(text))
  await other.tickets.move(ticket.id, await theGuest(other, '0533'), because)
  expect(await other.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 1 } })

  visitTells(endpoint, 91, [ticket.id])
  await eventually(store.tickets.pending$, ({ voids }) => voids === 1)
  expect(await theTicket(store)).toMatchObject({ sync_status: 'VOIDING', id_visit: 91 })
  expect((await theTicket(store)).attempts.at(-1)).toMatchObject({ outcome: 'stored_elsewhere' })
  expect((await firstValueFrom(store.guests.consumption$(91))).total).toBe(0)
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 1, refused: 0 } })
  const [cancellation] = [...endpoint.tickets].filter(([id]) => id !== ticket.id)
  expect(cancellation![1].columns).toMatchObject({ cancels: ticket.id, id_visit: 91, ticket_amount: '-6500.00' })
  expect(await statusesOf(store)).toEqual({ VOIDED: 1 })

  // Once taken back it is not sent again, whatever the visits tell.
  visitTells(endpoint, 91, [ticket.id, cancellation![0]])
  await eventually(store.guests.guest$(91, '0533'), (guest) => guest?.visit.applied_tickets.length === 2)
  await isIdle(store)
  expect(await statusesOf(store)).toEqual({ VOIDED: 1 })
})

test('is taken back though its visit had told before it was voided', async () => {
  const { endpoint, store, ticket } = await aRefusedTicket()
  visitTells(endpoint, 91, [ticket.id])
  await eventually(store.guests.guest$(91, '0533'), (guest) => guest?.visit.applied_tickets.length === 1)
  await store.tickets.void(ticket.id, because)
  expect(await theTicket(store)).toMatchObject({ sync_status: 'VOIDING', id_visit: 91 })
})

test('is taken back though its visit tells while the answer that it was never stored is on its way', async () => {
  const { endpoint, store } = await anOpenNight()
  const [ticket] = await sell(store)
  await store.tickets.void(ticket!.id, because)
  let answer = () => {}
  const isAnswered = new Promise<void>((resolve) => (answer = resolve))
  endpoint.fate = async ({ path, body }) => {
    if (!path.includes('_bulk_docs')) return 'answer'
    const { docs } = JSON.parse(body) as { docs: readonly { readonly _id: string }[] }
    await isAnswered
    const neverStored = { error: 'forbidden', code: 'original_not_found', reason: 'no such ticket is stored' }
    return Response.json(docs.map(({ _id }) => ({ id: _id, ...neverStored })))
  }
  const cycle = store.push.start()
  await expect.poll(() => endpoint.countRequests('_bulk_docs')).toBe(1)
  visitTells(endpoint, 90, [ticket!.id])
  await eventually(store.guests.guest$(90, '0417'), (guest) => guest?.visit.applied_tickets.length === 1)
  await isIdle(store)
  answer()
  await cycle
  expect(await theTicket(store)).toMatchObject({ sync_status: 'VOIDING', id_visit: 90 })
  expect((await theTicket(store)).attempts.at(-1)).toMatchObject({ outcome: 'stored_elsewhere' })
})

test('is taken back though its visit told when the disk had lost what it said, and a repair brought it again', async () => {
  const name = `t-${newId()}`
  const { endpoint, store, ticket } = await aRefusedTicket({ name })
  visitTells(endpoint, 91, [ticket.id])
  await eventually(store.guests.guest$(91, '0533'), (guest) => guest?.visit.applied_tickets.length === 1)
  await isIdle(store)
  await store.close()
  await rewriteOnDisk(new RegExp(`${name}-pulled--\\d+--visits`), (visits) =>
    visits.map((visit) => ({ ...visit, applied_tickets: [] })),
  )
  const unchecked = await aTerminal({ name, copyCheckIntervalMs: Infinity })
  await unchecked.tickets.void(ticket.id, because)
  expect(await statusesOf(unchecked)).toEqual({ VOIDED: 1 })
  await isIdle(unchecked)
  await unchecked.close()

  const dying = await anotherTab(endpoint, { name, copyCheckIntervalMs: 0 }, { dieAtWrite: [/-tickets--\d+--tickets/, 0] })
  await dying.died
  const checked = await aTerminal({ name, copyCheckIntervalMs: 0 })
  await eventually(checked.tickets.pending$, ({ voids }) => voids === 1)
  expect(await theTicket(checked)).toMatchObject({ sync_status: 'VOIDING', id_visit: 91 })
})

test('is left alone where its cancellation by another terminal came with the visit', async () => {
  const { endpoint, store, ticket } = await aRefusedTicket()
  await store.tickets.void(ticket.id, because)
  const voiding = (await theTicket(store)).changes.at(-1)!
  const cancellation = voiding.kind === 'voided' ? voiding.cancellation.id : ''
  visitTells(endpoint, 90, [ticket.id, cancellation])
  await eventually(store.guests.guest$(90, '0417'), (guest) => guest?.visit.applied_tickets.length === 2)
  await isIdle(store)
  expect(await statusesOf(store)).toEqual({ VOIDED: 1 })
})

test('is noted though the page died while it was: the visit comes again', async () => {
  const name = `t-${newId()}`
  const { endpoint, store, ticket } = await aRefusedTicket({ name })
  await store.tickets.void(ticket.id, because)
  await store.close()
  const tab = await anotherTab(endpoint, { name })
  await isPulled(tab.store)
  await isIdle(tab.store)
  tab.dieAtWrite(/-tickets--\d+--tickets/, 0)
  visitTells(endpoint, 90, [ticket.id])
  await tab.died
  const again = await aTerminal({ name })
  await eventually(again.tickets.pending$, ({ voids }) => voids === 1)
})

test('costs a pull no look at what was voided in other years', async () => {
  const name = `t-${newId()}`
  const { endpoint, store, ticket } = await aRefusedTicket({ name })
  await store.tickets.void(ticket.id, because)
  const { text } = await store.ticketFiles.exportPending()
  expect(text).not.toContain(ticket.id)
  const read = countRowsRead(new RegExp(`${name}-tickets`))
  visitTells(endpoint, 91, [newId({ after: ticket.id })])
  await eventually(store.guests.guest$(91, '0533'), (guest) => guest?.visit.applied_tickets.length === 1)
  await isIdle(store)
  expect(read.rows).toBe(0)
})

function visitTells(endpoint: FakeEndpoint, id_visit: number, applied_tickets: readonly string[]): void {
  const bracelets = id_visit === 91 ? { id_partner: 18, id_bracelet_1: '0533', id_bracelet_2: '0534' } : {}
  const amount = id_visit === 91 && applied_tickets.length === 1 ? '6500.00' : '0.00'
  endpoint.put('visits', String(id_visit), aVisit({ id_visit, ...bracelets, visit_amount_consumed: amount, applied_tickets }))
}
