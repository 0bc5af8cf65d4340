import type { LocalStore } from '@barra/local-store'
import { useEventListener } from '@vueuse/core'
import { useLive } from '../store/useLive.ts'

let isMeant = false

/** Has the browser ask before the page closes while tickets are pending: they stay on this disk, but nothing sends them from there. */
export function useLeaveWarning(store: LocalStore): void {
  const pending = useLive(store.tickets.pending$)

  useEventListener(window, 'beforeunload', (event) => {
    if (!isMeant && pending.value && pending.value.count > 0) event.preventDefault()
  })
}

/** Loads the page anew without that question, for whoever has answered it already. */
export function leaveUnasked(): void {
  isMeant = true
  location.reload()
}
