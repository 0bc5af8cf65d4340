// A terminal sells for years: what it sold long ago costs the night nothing.
import { filter, firstValueFrom, type Observable } from 'rxjs'
import { expect, test } from 'vitest'
import { businessDay, DEFAULT_CLUB_TIME_ZONE, newId } from '@barra/domain'
import { anOpenNight, aTerminal, aVisit, eventually, isIdle, isPulled, sell } from '../testing/a-terminal.ts'
import { rewriteOnDisk } from '../testing/on-disk.ts'
import { countRowsRead } from '../testing/rows-read.ts'
import type { StoredTicket } from './stored-ticket.ts'

const SOLD_LONG_AGO = 2_000
const NIGHTS = 5
const DAY_MS = 24 * 60 * 60 * 1000
const FEW = 100
/** Of the questions about what a restored database still has. */
const BATCH_SIZE = 200

test('a start, a sale, a push and a restored database read as little after a year as on the first night', async () => {
  const name = `t-${newId()}`
  const databases = new RegExp(`^rxdb-dexie-${name}-tickets--\\d+--tickets$`)
  const { endpoint, store } = await anOpenNight({ name })
  await sell(store)
  await store.push.start()
  await store.close()
  const [stored] = endpoint.tickets.values()
  await rewriteOnDisk(databases, ([sold]) =>
    Array.from({ length: SOLD_LONG_AGO }, (_, i) => {
      const id = newId()
      endpoint.tickets.set(id, stored!)
      return { ...sold!, id, id_visit: 1_000 + i }
    }),
  )

  const read = countRowsRead(databases)
  const again = await aTerminal({ name })
  await isPulled(again)
  await sell(again)
  expect((await firstValueFrom(again.tickets.pending$)).count).toBe(1)
  expect(await again.push.start()).toMatchObject({ kind: 'completed', progress: { sent: 1 } })
  expect(await firstValueFrom(again.tickets.newest$)).toMatchObject({ sync_status: 'SYNCED', id_visit: 90 })
  expect(read.rows).toBeLessThan(FEW)

  const before = { asked: endpoint.countRequests('tickets/_all_docs'), rows: read.rows }
  endpoint.restore('bbbbbbbbbbbb')
  endpoint.put('visits', '90', aVisit())
  again.pull.pullNow()
  const batches = Math.ceil((SOLD_LONG_AGO + 1) / BATCH_SIZE)
  await expect.poll(() => endpoint.countRequests('tickets/_all_docs') - before.asked).toBe(batches)
  await isIdle(again)
  // Each once, however many batches it takes to ask about them.
  expect(read.rows - before.rows).toBeLessThan(SOLD_LONG_AGO + FEW)
})

test('a screen reads what it shows: a ticket, a visit, a night, a shift, a count; and one finds an old ticket among all', async () => {
  const name = `t-${newId()}`
  const databases = new RegExp(`^rxdb-dexie-${name}-tickets--\\d+--tickets$`)
  const { endpoint, store } = await anOpenNight({ name })
  await sell(store)
  await store.push.start()
  await store.close()
  const longAgo = Date.parse('2024-03-02T23:00:00-03:00')
  await rewriteOnDisk(databases, ([sold]) =>
    Array.from({ length: SOLD_LONG_AGO }, (_, i) => {
      const night = Math.floor(i / (SOLD_LONG_AGO / NIGHTS))
      const at = new Date(longAgo + night * DAY_MS + i * 1_000)
      return { ...sold!, id: newId({ at }), id_visit: 1_000 + i, ticket_date: at.toISOString(), shift_id: null }
    }),
  )
  const again = await aTerminal({ name })
  await isPulled(again)
  const { ticketLists, shifts } = again
  const read = countRowsRead(databases)

  expect(await firstValueFrom(ticketLists.nights$)).toHaveLength(NIGHTS)
  const [first] = await sell(again)
  const [second] = await sell(again)
  const tonight = businessDay(new Date(), DEFAULT_CLUB_TIME_ZONE)
  const { id: shift } = await eventually(shifts.current$.pipe(filter((current) => current !== null)), () => true)
  const tonights = [second!.id, first!.id]
  for (const list of [
    ticketLists.ofVisit$(90),
    ticketLists.ofNight$(tonight),
    ticketLists.ofShift$(shift),
    ticketLists.latest$(2),
  ])
    expect(await idsIn(list)).toEqual(tonights)
  expect(await idsIn(ticketLists.inStates$(['PENDING']))).toEqual(tonights)
  expect(await firstValueFrom(ticketLists.one$(first!.id))).toEqual(first)
  expect(await firstValueFrom(ticketLists.count$(['PENDING', 'SYNCED']))).toBe(SOLD_LONG_AGO + 2)
  expect(await firstValueFrom(ticketLists.count$(['ERROR']))).toBe(0)
  await shifts.close()
  expect(read.rows).toBeLessThan(FEW)

  const [night] = (await firstValueFrom(ticketLists.nights$)).slice(-1)
  expect(await firstValueFrom(ticketLists.ofNight$(night!))).toHaveLength(SOLD_LONG_AGO / NIGHTS)
  const old = await firstValueFrom(ticketLists.matching$(({ id_visit }) => id_visit === 1_007))
  expect(old).toHaveLength(1)
  expect(old[0]).toEqual(await firstValueFrom(ticketLists.one$(old[0]!.id)))
  expect(endpoint.tickets.size).toBe(1)
})

async function idsIn(list: Observable<readonly StoredTicket[]>): Promise<string[]> {
  return (await firstValueFrom(list)).map(({ id }) => id)
}
