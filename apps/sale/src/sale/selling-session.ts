// The sale session of the tab that sells. It outlives the sale screen: whatever is looked at meanwhile, the orders are as they were
// left, also those that the disk refused or has not taken yet.
import {
  effectScope,
  inject,
  onScopeDispose,
  provide,
  shallowRef,
  type EffectScope,
  type InjectionKey,
  type ShallowRef,
} from 'vue'
import type { LocalStore } from '@barra/local-store'
import { useLive } from '../store/useLive.ts'
import { createSaleSession, type SaleSession } from './sale-session.ts'

const key: InjectionKey<Readonly<ShallowRef<SaleSession | null>>> = Symbol('the selling tab’s sale session')

/** Begins when this tab begins to sell, with the orders on the disk, and ends when another one does; null then. */
export function createSellingSession(store: LocalStore): Readonly<ShallowRef<SaleSession | null>> {
  const session = shallowRef<SaleSession | null>(null)
  const onDuty = useLive(store.shifts.onDuty$)
  let scope: EffectScope | undefined

  function begin(): void {
    scope = effectScope(true)
    session.value = scope.run(() => createSaleSession(store, onDuty))!
    session.value.restoreDrafts()
  }

  function end(): void {
    scope?.stop()
    session.value = null
  }

  // A tab that is giving the till away still writes what was tapped before, and may keep it.
  const tab = store.sellingTab.state$.subscribe((state) => {
    if (state === 'elsewhere') end()
    else if (state === 'here' && !session.value) begin()
  })
  onScopeDispose(() => {
    tab.unsubscribe()
    end()
  })
  return session
}

/** To all screens. */
export function provideSellingSession(store: LocalStore): Readonly<ShallowRef<SaleSession | null>> {
  const session = createSellingSession(store)
  provide(key, session)
  return session
}

/** Null while another tab sells; only below the shell. */
export function useSellingSession(): Readonly<ShallowRef<SaleSession | null>> {
  const session = inject(key)
  if (!session) throw new Error('no selling session here: the shell provides it')
  return session
}

/** Of the sale screen, which is shown only while this tab sells. */
export function useSaleSession(): SaleSession {
  const session = useSellingSession().value
  if (!session) throw new Error('no sale session here: another tab sells')
  return session
}
