import { firstValueFrom } from 'rxjs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newId } from '@barra/domain'
import type { LocalStore, Roster } from '../index.ts'
import { aTerminal, anEndpoint, eventually } from '../testing/a-terminal.ts'
import { anotherTab } from '../testing/another-tab.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }))
afterEach(() => void vi.useRealTimers())

test('keeps cashiers under the manager’s PIN, and each knows only their own', async () => {
  anEndpoint()
  const name = `t-${newId()}`
  const store = await aTerminal({ name })
  expect(await firstValueFrom(store.staff.state$)).toEqual({ hasManager: false, cashiers: [] })
  const roster = await store.staff.setUpManager('9087')
  const sol = await roster.add({ name: ' Sol  Méndez ', pin: '1234' })
  const caro = await roster.add({ name: 'Caro', pin: '005566' })
  expect(sol.name).toBe('Sol Méndez')
  await store.close()

  const again = await aTerminal({ name })
  const state = await eventually(again.staff.state$, ({ cashiers }) => cashiers.length === 2)
  expect(state).toEqual({ hasManager: true, cashiers: [caro, sol] })
  expect(await again.staff.check(caro.id, '005566')).toEqual({ kind: 'right' })
  expect(await again.staff.check(caro.id, '1234')).toMatchObject({ kind: 'wrong' })
  expect(await again.staff.openRoster('1234')).toMatchObject({ kind: 'wrong' })
  expect(await again.staff.openRoster('9087')).toMatchObject({ kind: 'right' })
  await expect(again.staff.setUpManager('1111')).rejects.toThrow('already')
})

test('takes no cashier without a name, with a colleague’s, or without a PIN of four to six digits', async () => {
  anEndpoint()
  const roster = await (await aTerminal()).staff.setUpManager('9087')
  await roster.add({ name: 'Caro', pin: '1234' })
  await expect(roster.add({ name: ' ', pin: '1234' })).rejects.toMatchObject({ code: 'no_name' })
  await expect(roster.add({ name: 'CARÓ', pin: '1234' })).rejects.toMatchObject({ code: 'name_taken' })
  for (const pin of ['123', '1234567', '12 4', 'abcd', ''])
    await expect(roster.add({ name: 'Sol', pin }), pin).rejects.toMatchObject({ code: 'bad_pin' })
})

test('a manager gives another PIN to who forgot theirs, and takes who left off the list', async () => {
  anEndpoint()
  const store = await aTerminal()
  const roster = await store.staff.setUpManager('9087')
  const sol = await roster.add({ name: 'Sol', pin: '1234' })
  await roster.setPin(sol, '4321')
  expect(await store.staff.check(sol.id, '1234')).toMatchObject({ kind: 'wrong' })
  expect(await store.staff.check(sol.id, '4321')).toEqual({ kind: 'right' })
  await roster.remove(sol)
  expect(await eventually(store.staff.state$, ({ cashiers }) => cashiers.length === 0)).toMatchObject({ hasManager: true })
  expect(await store.staff.check(sol.id, '4321')).toMatchObject({ kind: 'wrong' })
  // In another tab, somebody was choosing a PIN for her.
  await expect(roster.setPin(sol, '8765')).rejects.toMatchObject({ code: 'removed' })
  expect(await firstValueFrom(store.staff.state$)).toMatchObject({ cashiers: [] })
  await roster.add({ name: 'Sol', pin: '5555' })
})

test('makes who guesses wait longer and longer, over a reload too, and nobody else', async () => {
  anEndpoint()
  const name = `t-${newId()}`
  const { store, sol, caro } = await withTwoCashiers(name)
  expect(await store.staff.check(sol.id, '0000')).toEqual({ kind: 'wrong', waitMs: 0 })
  expect(await store.staff.check(sol.id, '0001')).toEqual({ kind: 'wrong', waitMs: 0 })
  expect(await store.staff.check(sol.id, '0002')).toEqual({ kind: 'wrong', waitMs: 15_000 })
  await store.close()
  const again = await aTerminal({ name })
  expect(await again.staff.check(sol.id, '1234')).toEqual({ kind: 'wait', waitMs: 15_000 })
  expect(await again.staff.check(caro.id, '5678')).toEqual({ kind: 'right' })
  vi.advanceTimersByTime(15_000)
  expect(await again.staff.check(sol.id, '0003')).toEqual({ kind: 'wrong', waitMs: 30_000 })
  vi.advanceTimersByTime(30_000)
  expect(await again.staff.check(sol.id, '1234')).toEqual({ kind: 'right' })
  expect(await again.staff.check(sol.id, '0004')).toEqual({ kind: 'wrong', waitMs: 0 })
})

test.each([2, -2])('a clock that is set by %i hours neither ends a wait nor keeps anybody waiting for hours', async (hours) => {
  anEndpoint()
  const { store, sol } = await withTwoCashiers()
  for (const pin of ['0000', '0001', '0002']) await store.staff.check(sol.id, pin)
  vi.setSystemTime(Date.now() + hours * 3_600_000)
  expect(await store.staff.check(sol.id, '1234')).toEqual({ kind: 'wait', waitMs: 15_000 })
  vi.advanceTimersByTime(15_000)
  expect(await store.staff.check(sol.id, '1234')).toEqual({ kind: 'right' })
})

test('a clock that is set back while the page is away makes nobody wait longer than was meant', async () => {
  anEndpoint()
  const name = `t-${newId()}`
  const { store, sol } = await withTwoCashiers(name)
  for (const pin of ['0000', '0001', '0002']) await store.staff.check(sol.id, pin)
  await store.close()
  vi.setSystemTime(Date.now() - 2 * 3_600_000)
  const again = await aTerminal({ name })
  expect(await again.staff.check(sol.id, '1234')).toEqual({ kind: 'wait', waitMs: 15_000 })
  vi.advanceTimersByTime(15_000)
  expect(await again.staff.check(sol.id, '1234')).toEqual({ kind: 'right' })
})

test('two tabs guess no oftener than one', async () => {
  const endpoint = anEndpoint()
  const name = `t-${newId()}`
  const { store, sol } = await withTwoCashiers(name)
  const other = await anotherTab(endpoint, { name })
  const guesses = ['0000', '0001', '0002'].flatMap((pin) => [
    store.staff.check(sol.id, pin),
    other.store.staff.check(sol.id, pin),
  ])
  const kinds = (await Promise.all(guesses)).map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'wrong')).toHaveLength(3)
})

test('a PIN that is changed, or a cashier who is taken off the list, while a PIN is looked at stays so', async () => {
  anEndpoint()
  const { store, roster, sol, caro } = await withTwoCashiers()
  const [outcome] = await Promise.all([
    store.staff.check(sol.id, '0000'),
    store.staff.check(caro.id, '0000'),
    roster.remove(caro),
  ])
  expect(outcome).toMatchObject({ kind: 'wrong' })
  expect(await eventually(store.staff.state$, ({ cashiers }) => cashiers.length === 1)).toMatchObject({ cashiers: [sol] })
  await Promise.all([store.staff.check(sol.id, '0000'), roster.setPin(sol, '4321')])
  expect(await store.staff.check(sol.id, '4321')).toEqual({ kind: 'right' })
  expect(await store.staff.check(caro.id, '5678')).toEqual({ kind: 'wrong', waitMs: 0 })
})

test('a manager who forgot the PIN sets another once the terminal is paired anew; cashiers keep theirs', async () => {
  anEndpoint()
  const name = `t-${newId()}`
  const { store, caro } = await withTwoCashiers(name)
  await store.close()
  const anew = await aTerminal({ name, token: 'another secret' })
  expect(await eventually(anew.staff.state$, ({ cashiers }) => cashiers.length === 2)).toMatchObject({ hasManager: false })
  expect(await anew.staff.openRoster('9087')).toMatchObject({ kind: 'wrong' })
  await anew.staff.setUpManager('7777')
  expect(await anew.staff.openRoster('7777')).toMatchObject({ kind: 'right' })
  expect(await anew.staff.check(caro.id, '5678')).toEqual({ kind: 'right' })
})

async function withTwoCashiers(
  name = `t-${newId()}`,
): Promise<{ store: LocalStore; roster: Roster } & Record<'sol' | 'caro', Awaited<ReturnType<Roster['add']>>>> {
  const store = await aTerminal({ name })
  const roster = await store.staff.setUpManager('9087')
  const sol = await roster.add({ name: 'Sol', pin: '1234' })
  const caro = await roster.add({ name: 'Caro', pin: '5678' })
  return { store, roster, sol, caro }
}
