import type { LocalStore } from '@barra/local-store'
import { useEventListener } from '@vueuse/core'
import { useLive } from '../store/useLive.ts'

/** Has the browser ask before the page closes while tickets are pending: they stay on this disk, but nothing sends them from there. */
export function useLeaveWarning(store: LocalStore): void {
  const pending = useLive(store.tickets.pending$)

  useEventListener(window, 'beforeunload', (event) => {
    if (pending.value && pending.value.count > 0) event.preventDefault()
  })
}
