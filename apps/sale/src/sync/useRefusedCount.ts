import type { ShallowRef } from 'vue'
import { useLive } from '../store/useLive.ts'
import { useLocalStore } from '../store/useLocalStore.ts'

/** How many tickets the server refused and nobody has decided about. */
export function useRefusedCount(): Readonly<ShallowRef<number>> {
  return useLive(useLocalStore().ticketLists.count$(['ERROR']), 0)
}
