import { firstValueFrom } from 'rxjs'
import { expect, test } from 'vitest'
import { newId } from '@barra/domain'
import { TicketsNotCarriedOver } from './carry-over-tickets.ts'
import {
  anEndpoint,
  aPartner,
  aProduct,
  aTerminal,
  aVisit,
  isPulled,
  sell,
  statusesOf,
  ticketsOf,
} from '../testing/a-terminal.ts'
import type { FakeEndpoint } from '../testing/fake-endpoint.ts'
import { fillDisk } from '../testing/full-disk.ts'
import { aTicketOfVersion0, openVersion0, type TicketOfVersion0 } from '../testing/tickets-of-version-0.ts'

const refused = { sync_status: 'ERROR', retry_count: 2, error_code: 'visit_closed', error_message: 'closed at 02:31' } as const
const synced = { sync_status: 'SYNCED', remote_id_ticket: '9001', synced_at: '2026-11-25T02:00:00-03:00' } as const

async function writtenByVersion0(name: string, pendingCount: number): Promise<readonly TicketOfVersion0[]> {
  const tickets = [
    aTicketOfVersion0(1, synced),
    aTicketOfVersion0(2, refused),
    ...Array.from({ length: pendingCount }, (_, i) => aTicketOfVersion0(i + 3)),
  ]
  const before = await openVersion0(name)
  await before.add(tickets)
  await before.close()
  return tickets
}

/** The club as that version left it: it has what was SYNCED. */
function aClubWith(tickets: readonly TicketOfVersion0[]): FakeEndpoint {
  const endpoint = anEndpoint()
  endpoint.put('products', '4', { ...aProduct() })
  endpoint.put('partners', '17', aPartner())
  endpoint.put('visits', '90', aVisit())
  for (const { id, sync_status } of tickets) {
    if (sync_status === 'SYNCED') endpoint.keepTicket({ _id: id })
  }
  return endpoint
}

test('keeps every ticket that the previous version wrote, and pushes what was pending', async () => {
  const name = `t-${newId()}`
  const written = await writtenByVersion0(name, 501)
  const endpoint = aClubWith(written)
  const store = await aTerminal({ name })
  await isPulled(store)
  const kept = (await ticketsOf(store)).toReversed()
  expect(kept).toEqual(written.map((ticket) => ({ ...ticket, cashier: null, shift_id: null, attempts: [], changes: [] })))
  expect(await firstValueFrom(store.tickets.pending$)).toMatchObject({ count: 501, amount: 501 * 6500_00 })
  expect((await sell(store))[0]!.ticket_number).toBe('1-0504')
  expect(await store.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 502, refused: 0 } })
  expect(endpoint.tickets.size).toBe(503)
  expect(await statusesOf(store)).toEqual({ SYNCED: 503, ERROR: 1 })
})

test('carries over once: what became of a ticket since then stays, at every later start', async () => {
  const name = `t-${newId()}`
  aClubWith(await writtenByVersion0(name, 3))
  const store = await aTerminal({ name })
  await store.push.start()
  await store.close()
  const later = await aTerminal({ name })
  expect(await statusesOf(later)).toEqual({ SYNCED: 4, ERROR: 1 })
  await later.close()
  const left = await openVersion0(name)
  expect(await left.all()).toEqual([])
  await left.close()
})

test('takes in what a tab of the previous version sold after the change', async () => {
  const name = `t-${newId()}`
  anEndpoint()
  const sellInOldTab = async (number: number) => {
    const oldTab = await openVersion0(name)
    await oldTab.add([aTicketOfVersion0(number)])
    await oldTab.close()
  }
  await sellInOldTab(1)
  const store = await aTerminal({ name })
  expect(await statusesOf(store)).toEqual({ PENDING: 1 })
  await store.close()
  await sellInOldTab(2)
  expect((await ticketsOf(await aTerminal({ name }))).map(({ ticket_number }) => ticket_number)).toEqual(['1-0002', '1-0001'])
})

test('leaves the old tickets as they were when the disk is full, says so, and goes on from there at the next start', async () => {
  const name = `t-${newId()}`
  const written = await writtenByVersion0(name, 3)
  aClubWith(written)
  const disk = fillDisk(new RegExp(`${name}-tickets--1--`))
  for (let i = 0; i < 2; i++) await expect(aTerminal({ name })).rejects.toThrow(TicketsNotCarriedOver)
  expect(disk.refused).toBeGreaterThan(0)
  const left = await openVersion0(name)
  expect(await left.all()).toEqual(written)
  await left.close()
  disk.free()
  expect(await statusesOf(await aTerminal({ name }))).toEqual({ SYNCED: 1, ERROR: 1, PENDING: 3 })
})
