import type { LocalStore } from '@barra/local-store'
import { useEventListener } from '@vueuse/core'
import { useLive } from '../store/useLive.ts'

let isMeant = false

/**
 * Has the browser ask before the page closes while tickets are pending, which stay on this disk, but nothing sends them from there; and
 * while an order is open that the disk refused.
 */
export function useLeaveWarning(store: LocalStore, hasUnsavedOrder: () => boolean): void {
  const pending = useLive(store.tickets.pending$)

  useEventListener(window, 'beforeunload', (event) => {
    const isSomethingLeft = (pending.value && pending.value.count > 0) || hasUnsavedOrder()
    if (!isMeant && isSomethingLeft) event.preventDefault()
  })
}

/** Loads the page anew without that question, for whoever has answered it already. */
export function leaveUnasked(): void {
  isMeant = true
  location.reload()
}
