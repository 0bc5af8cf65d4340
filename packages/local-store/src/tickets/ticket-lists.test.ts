// What the screens show of the tickets follows them, and misses none where a clock was wrong.
import { firstValueFrom } from 'rxjs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newId } from '@barra/domain'
import { anOpenNight, aTerminal, eventually, isPulled, sell } from '../testing/a-terminal.ts'
import { rewriteOnDisk } from '../testing/on-disk.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

test('lists follow what is sold and what becomes of it', async () => {
  const { store } = await anOpenNight()
  const { ticketLists } = store
  const [first] = await sell(store)
  const night = (await eventually(ticketLists.nights$, ({ length }) => length === 1))[0]!
  const seen: Record<string, readonly string[]> = {}
  const follow = (name: string, list: ReturnType<typeof ticketLists.latest$>) =>
    list.subscribe((tickets) => (seen[name] = tickets.map(({ sync_status }) => sync_status)))
  const subscriptions = [
    follow('night', ticketLists.ofNight$(night)),
    follow('visit', ticketLists.ofVisit$(90)),
    follow('shift', ticketLists.ofShift$(first!.shift_id!)),
    follow('latest', ticketLists.latest$(1)),
    follow('pending', ticketLists.inStates$(['PENDING'])),
    follow(
      'sent',
      ticketLists.matching$(({ sync_status }) => sync_status === 'SYNCED'),
    ),
  ]
  const pending = ['PENDING']
  await expect.poll(() => seen).toEqual({ night: pending, visit: pending, shift: pending, latest: pending, pending, sent: [] })
  await store.push.start()
  await sell(store)
  const both = ['PENDING', 'SYNCED']
  await expect
    .poll(() => seen)
    .toEqual({ night: both, visit: both, shift: both, latest: both, pending: ['PENDING'], sent: ['SYNCED'] })
  await eventually(ticketLists.count$(['SYNCED', 'PENDING']), (count) => count === 2)
  expect((await firstValueFrom(ticketLists.one$(first!.id)))?.sync_status).toBe('SYNCED')
  expect(await firstValueFrom(ticketLists.one$(newId()))).toBeNull()
  subscriptions.forEach((subscription) => subscription.unsubscribe())
})

test('a clock that was days ahead for a sale hides none of those sold since it is right, by night or by shift', async () => {
  const { endpoint, store } = await anOpenNight()
  endpoint.goDown()
  await eventually(store.server.state$, ({ kind }) => kind === 'offline')
  const sellAt = async (moment: string) => {
    vi.setSystemTime(new Date(moment))
    return (await sell(store))[0]!
  }
  const ahead = await sellAt('2026-12-05T23:00:00-03:00')
  const [one, two] = [await sellAt('2026-11-28T23:00:00-03:00'), await sellAt('2026-11-29T23:00:00-03:00')]
  const { ticketLists } = store
  expect(await firstValueFrom(ticketLists.nights$)).toEqual(['2026-12-05', '2026-11-29', '2026-11-28'])
  for (const ticket of [ahead, one, two])
    expect(await firstValueFrom(ticketLists.ofNight$(ticket.ticket_date.slice(0, 10)))).toEqual([ticket])
  // One shift: it began under the clock that was ahead.
  expect(await firstValueFrom(ticketLists.ofShift$(ahead.shift_id!))).toEqual([two, one, ahead])
})

test('ids of an earlier version, made by a clock that was hours behind the server’s, hide no ticket of the night', async () => {
  const name = `t-${newId()}`
  const { store } = await anOpenNight({ name })
  const [sold] = await sell(store)
  const night = (await eventually(store.ticketLists.nights$, ({ length }) => length === 1))[0]!
  await store.close()
  const at = new Date(Date.parse(sold!.ticket_date) - 20 * 60 * 60 * 1000)
  await rewriteOnDisk(new RegExp(`^rxdb-dexie-${name}-tickets--\\d+--tickets$`), ([ticket]) => [
    { ...ticket!, id: newId({ at }) },
  ])
  const again = await aTerminal({ name })
  await isPulled(again)
  expect(await firstValueFrom(again.ticketLists.nights$)).toEqual([night])
  expect(await firstValueFrom(again.ticketLists.ofNight$(night))).toHaveLength(1)
})
