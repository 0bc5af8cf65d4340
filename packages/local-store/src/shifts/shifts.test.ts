import { firstValueFrom } from 'rxjs'
import { expect, test } from 'vitest'
import { newId } from '@barra/domain'
import { anOpenNight, aTerminal, eventually, sell, ticketsOf } from '../testing/a-terminal.ts'
import { fillDisk } from '../testing/full-disk.ts'

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
  await store.shifts.putOnDuty('Caro')
  const [before] = await sell(store)
  const closed = await store.shifts.close()
  expect(closed).toMatchObject({ id: before!.shift_id, closed_by: 'Caro', on_duty: null })
  expect(closed!.closed_at).toMatch(/-03:00$/)
  expect(await store.shifts.close()).toBeNull()
  const [after] = await sell(store)
  expect(after).toMatchObject({ cashier: null })
  const all = await eventually(store.shifts.all$, ({ length }) => length === 2)
  expect(all.map(({ id }) => id)).toEqual([after!.shift_id, before!.shift_id])
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
