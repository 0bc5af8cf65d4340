import { computed, type ComputedRef } from 'vue'
import { useLive } from '../store/useLive.ts'
import { useLocalStore } from '../store/useLocalStore.ts'

/** How many tickets the server refused and nobody has decided about. */
export function useRefusedCount(): ComputedRef<number> {
  const tickets = useLive(useLocalStore().tickets.all$, [])
  return computed(() => tickets.value.filter(({ sync_status }) => sync_status === 'ERROR').length)
}
