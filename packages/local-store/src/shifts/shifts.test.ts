import { firstValueFrom } from 'rxjs'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { newId } from '@barra/domain'
import type { LocalStore } from '../index.ts'
import { addCashiers, anOpenNight, aTerminal, eventually, sell, ticketsOf } from '../testing/a-terminal.ts'
import { anotherTab } from '../testing/another-tab.ts'
import { fillDisk } from '../testing/full-disk.ts'
import { makeDeaf } from '../testing/make-deaf.ts'

const FRIDAY = '2026-11-27T23:10:00-03:00'
const PAST_MIDNIGHT = '2026-11-28T07:59:00-03:00'
const SATURDAY = '2026-11-28T22:30:00-03:00'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date(FRIDAY) }))
afterEach(() => void vi.useRealTimers())

test('sells without anybody having said who it is, in a shift that begins by itself', async () => {
  const { store } = await anOpenNight()
  expect(await firstValueFrom(store.shifts.current$)).toBeNull()
  const [first, second] = await sell(store, 2)
  const shift = await eventually(store.shifts.current$, (current) => current !== null)
  expect(shift).toMatchObject({ closed_at: null, on_duty: null })
  expect([first, second].map((ticket) => ticket!.shift_id)).toEqual([shift!.id, shift!.id])
  expect(first!.cashier).toBeNull()
})

test('notes on each ticket who sold it, through changing hands and a reload', async () => {
  const name = `t-${newId()}`
  const { store } = await anOpenNight({ name })
  await addCashiers(store, 'Caro', 'Sol')
  await store.shifts.putOnDuty('Caro')
  await sell(store)
  await store.shifts.putOnDuty('Sol')
  await sell(store)
  await store.close()
  const again = await aTerminal({ name })
  await sell(again)
  const sold = await ticketsOf(again)
  expect(sold.map(({ cashier }) => cashier)).toEqual(['Sol', 'Sol', 'Caro'])
  expect(new Set(sold.map(({ shift_id }) => shift_id)).size).toBe(1)
})

test('closes with tickets pending, keeps the shift, and begins another with the next sale', async () => {
  const { store } = await anOpenNight()
  await addCashiers(store, 'Caro', 'Sol')
  await store.shifts.putOnDuty('Caro')
  const [before] = await sell(store)
  const closed = await store.shifts.close()
  expect(closed).toMatchObject({ id: before!.shift_id, closed_by: 'Caro', on_duty: null })
  expect(closed!.closed_at).toMatch(/-03:00$/)
  expect(await store.shifts.close()).toBeNull()
  await expect(sell(store)).rejects.toMatchObject({ code: 'no_cashier' })
  await store.shifts.putOnDuty('Sol')
  const [after] = await sell(store)
  expect(after).toMatchObject({ cashier: 'Sol' })
  const all = await eventually(store.shifts.all$, ({ length }) => length === 2)
  expect(all.map(({ id }) => id)).toEqual([after!.shift_id, before!.shift_id])
})

test('sells in the name of whoever is on duty, whichever tab was told so, and in no shift that another tab closed', async () => {
  const name = `t-${newId()}`
  const endDeafness = makeDeaf(`RxDB:|dexie|${name}-terminal`)
  const { endpoint, store } = await anOpenNight({ name })
  endDeafness()
  await addCashiers(store, 'Caro', 'Sol')
  await store.shifts.putOnDuty('Caro')
  await sell(store)
  await eventually(store.shifts.onDuty$, ({ name }) => name === 'Caro')
  const watching = store.shifts.onDuty$.subscribe()
  onTestFinished(() => watching.unsubscribe())
  const { store: other } = await anotherTab(endpoint, { name })
  await other.shifts.putOnDuty('Sol')
  expect(await firstValueFrom(store.shifts.onDuty$)).toMatchObject({ name: 'Caro' })
  expect(await sell(store)).toMatchObject([{ cashier: 'Sol' }])
  await other.shifts.close()
  await expect(sell(store)).rejects.toMatchObject({ code: 'no_cashier' })
})

test('sells nothing on another night until somebody says anew who it is, and closes the shift that was left open by itself', async () => {
  const store = await aNightByThisClock()
  await addCashiers(store, 'Caro', 'Sol')
  await store.shifts.putOnDuty('Caro')
  const [friday] = await sell(store)
  vi.setSystemTime(new Date(PAST_MIDNIGHT))
  expect((await sell(store))[0]).toMatchObject({ cashier: 'Caro', shift_id: friday!.shift_id })

  vi.setSystemTime(new Date(SATURDAY))
  expect(await firstValueFrom(store.shifts.current$)).toBeNull()
  expect(await firstValueFrom(store.shifts.onDuty$)).toEqual({ isAsked: true, name: null })
  await expect(sell(store)).rejects.toMatchObject({ code: 'no_cashier' })
  expect(await ticketsOf(store)).toHaveLength(2)
  expect((await firstValueFrom(store.shifts.all$))[0]).toMatchObject({ id: friday!.shift_id, closed_at: null })

  await store.shifts.putOnDuty('Sol')
  const [saturday] = await sell(store)
  expect(saturday).toMatchObject({ cashier: 'Sol' })
  const [now, before] = await eventually(store.shifts.all$, ({ length }) => length === 2)
  expect(now).toMatchObject({ id: saturday!.shift_id, opened_at: SATURDAY, closed_at: null })
  expect(before).toMatchObject({ id: friday!.shift_id, closed_at: SATURDAY, closed_by: null, on_duty: null })
  expect(before!.closing).toMatchObject({ by_itself: true, totals: { tickets: 2, amount: 2 * 6_500_00 } })
})

test('begins another shift on another night where nobody is asked, too, and a manager closes the one left open in nobody’s name', async () => {
  const store = await aNightByThisClock()
  const [friday] = await sell(store)
  vi.setSystemTime(new Date(SATURDAY))
  expect(await store.shifts.close()).toMatchObject({ id: friday!.shift_id, closed_by: null })
  vi.setSystemTime(new Date(FRIDAY))
  const [again] = await sell(store)
  vi.setSystemTime(new Date(SATURDAY))
  const [saturday] = await sell(store)
  expect(new Set([friday, again, saturday].map((ticket) => ticket!.shift_id)).size).toBe(3)
})

test('who is taken off the list while on duty sells no more, and without anybody on it sales are nobody’s', async () => {
  const { store } = await anOpenNight()
  const roster = await addCashiers(store, 'Caro', 'Sol')
  const { cashiers } = await eventually(store.staff.state$, (state) => state.cashiers.length === 2)
  const [caro, sol] = cashiers
  await store.shifts.putOnDuty('Caro')
  await roster.remove(caro!)
  expect(await eventually(store.shifts.onDuty$, ({ name }) => name === null)).toMatchObject({ isAsked: true })
  await expect(sell(store)).rejects.toMatchObject({ code: 'no_cashier' })
  await store.shifts.putOnDuty('Sol')
  expect((await sell(store))[0]).toMatchObject({ cashier: 'Sol' })
  await roster.remove(sol!)
  expect(await eventually(store.shifts.onDuty$, ({ name }) => name === null)).toMatchObject({ isAsked: false })
  expect((await sell(store))[0]).toMatchObject({ cashier: null })
})

test('keeps with a closed shift what it came to then, over a reload, whatever is voided later', async () => {
  const name = `t-${newId()}`
  const { store } = await anOpenNight({ name })
  const [, voidedBefore, voidedAfter] = await sell(store, 3)
  const decision = { reason: 'se equivocó de trago', by: null }
  await store.tickets.void(voidedBefore!.id, decision)
  await store.shifts.close()
  await store.tickets.void(voidedAfter!.id, decision)
  await store.close()
  const again = await aTerminal({ name })
  const [shift] = await firstValueFrom(again.shifts.all$)
  expect(shift!.closing).toEqual({
    by_itself: false,
    voided: [voidedBefore!.id],
    totals: {
      tickets: 2,
      amount: 4 * 6_500_00,
      byCashier: [{ cashier: null, tickets: 2, amount: 4 * 6_500_00 }],
      byProduct: [{ id_product_service: 4, description: 'Fernet con cola', units: 4, amount: 4 * 6_500_00 }],
    },
  })
})

test('a sale is stored although its shift cannot be', async () => {
  const { store } = await anOpenNight()
  const disk = fillDisk(/-terminal--.*shifts/)
  const [ticket] = await sell(store)
  expect(disk.refused).toBeGreaterThan(0)
  expect(ticket).toMatchObject({ cashier: null, shift_id: null })
  disk.free()
  expect((await sell(store))[0]!.shift_id).not.toBeNull()
})

/** Without a server, whose clock would be believed instead. */
async function aNightByThisClock(): Promise<LocalStore> {
  const { endpoint, store } = await anOpenNight()
  endpoint.goDown()
  await eventually(store.server.state$, ({ kind }) => kind === 'offline')
  return store
}
