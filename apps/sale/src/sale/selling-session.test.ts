import { effectScope, nextTick } from 'vue'
import { BehaviorSubject, NEVER, of } from 'rxjs'
import { expect, it, onTestFinished } from 'vitest'
import { cartUnits, emptyCart, type Product } from '@barra/domain'
import type { DraftOrder, LocalStore, SellingTabState } from '@barra/local-store'
import { createSellingSession } from './selling-session.ts'

const gin = { id_product_service: 5, description: 'Gin tonic', price: '7500.00' } as Product

/** A tab of a terminal on whose disk one order is open. */
function aTab(state: SellingTabState) {
  const state$ = new BehaviorSubject(state)
  const disk = new Map<number, DraftOrder>()
  const write = (units: number) =>
    disk.set(1, {
      slot: 1,
      turn: 1,
      cart: {
        ...emptyCart,
        lines: [{ id_product_service: 5, description: 'Gin tonic', quantity: units, unit_price: 750_000 }],
      },
      guest: null,
    })
  write(1)
  const store = {
    sellingTab: { state$ },
    shifts: { onDuty$: NEVER },
    catalogue: { products$: of([gin]) },
    guests: { inside$: NEVER },
    tickets: { newest$: of(null) },
    drafts: {
      load: async () => [...disk.values()],
      save: async (draft: DraftOrder) => void disk.set(draft.slot, draft),
      clear: async (slot: number) => void disk.delete(slot),
    },
  } as unknown as LocalStore
  const scope = effectScope()
  onTestFinished(() => scope.stop())
  const session = scope.run(() => createSellingSession(store))!
  const units = () => (session.value?.isRestored.value ? cartUnits(session.value.order.cart.value) : null)
  return { session, state$, disk, write, units }
}

it('begins with what is on the disk when this tab begins to sell, and ends when another one does', async () => {
  const { session, state$, write, units } = aTab('elsewhere')
  expect(session.value).toBeNull()
  state$.next('here')
  await expect.poll(units).toBe(1)
  const before = session.value!
  state$.next('leaving')
  state$.next('elsewhere')
  expect(session.value).toBeNull()
  write(7)
  state$.next('here')
  await expect.poll(units).toBe(7)
  expect(session.value).not.toBe(before)
})

it('writes what was tapped before the till is given away, and goes on where nobody takes it', async () => {
  const { session, state$, disk, units } = aTab('here')
  await expect.poll(units).toBe(1)
  const before = session.value
  before!.edit(() => before!.order.add(gin))
  state$.next('leaving')
  await expect.poll(() => disk.get(1)?.cart.lines[0]?.quantity).toBe(2)
  state$.next('here')
  expect(session.value).toBe(before)
  expect(units()).toBe(2)
})

it('writes nothing any more once another tab sells', async () => {
  const { session, state$, disk, units } = aTab('here')
  await expect.poll(units).toBe(1)
  const before = session.value!
  state$.next('elsewhere')
  before.order.add(gin)
  await nextTick()
  expect(disk.get(1)?.cart.lines[0]?.quantity).toBe(1)
})
