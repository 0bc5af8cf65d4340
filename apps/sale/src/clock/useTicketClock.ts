import { shallowRef, watch, type ShallowRef } from 'vue'
import { useLocalStore } from '../store/useLocalStore.ts'
import { useNow } from './useNow.ts'

/** The present by the clock that dates tickets: the server's where this terminal's is known to be off. It moves once a second. */
export function useTicketClock(): Readonly<ShallowRef<Date>> {
  const { server } = useLocalStore()
  const present = shallowRef(server.now())
  watch(useNow(), () => (present.value = server.now()))
  return present
}
