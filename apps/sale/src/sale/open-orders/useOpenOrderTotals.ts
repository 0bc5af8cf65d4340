import { computed, type ComputedRef } from 'vue'
import { sumOpenOrders, type OpenOrders } from '@barra/local-store'
import { useLive } from '../../store/useLive.ts'
import { useLocalStore } from '../../store/useLocalStore.ts'
import { useSellingSession } from '../selling-session.ts'

/**
 * The orders of this terminal that nobody charged yet; undefined until they are known. The tab that sells knows them better than the
 * disk, which may have refused one.
 */
export function useOpenOrderTotals(): ComputedRef<OpenOrders | undefined> {
  const onDisk = useLive(useLocalStore().drafts.open$)
  const selling = useSellingSession()
  return computed(() => {
    const session = selling.value
    const isTheTruth = session?.isRestored.value && session.draftTrouble.value !== 'unread'
    return isTheTruth ? sumOpenOrders(session.orders.all.value) : onDisk.value
  })
}
