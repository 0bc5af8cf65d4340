import { computed, type ComputedRef } from 'vue'
import { sumOpenOrders, type OpenOrders } from '@barra/local-store'
import { useLive } from '../../store/useLive.ts'
import { useLocalStore } from '../../store/useLocalStore.ts'
import { useSellingSession } from '../selling-session.ts'

export interface OpenOrderTotals extends OpenOrders {
  /** Whether all of them come back when the page is loaded anew. */
  readonly areSaved: boolean
}

/**
 * The orders of this terminal that nobody charged yet; undefined until they are known. The tab that sells knows them better than the
 * disk, which may have refused one. Those that it could not read are others than its own.
 */
export function useOpenOrderTotals(): ComputedRef<OpenOrderTotals | undefined> {
  const onDisk = useLive(useLocalStore().drafts.open$)
  const selling = useSellingSession()
  return computed(() => {
    const session = selling.value
    if (!session?.isRestored.value) return onDisk.value && { ...onDisk.value, areSaved: true }
    const here = sumOpenOrders(session.orders.all.value)
    const areSaved = !session.hasUnsavedOrder.value
    if (session.draftTrouble.value !== 'unread' || !onDisk.value) return { ...here, areSaved }
    return { count: onDisk.value.count + here.count, amount: onDisk.value.amount + here.amount, areSaved }
  })
}
