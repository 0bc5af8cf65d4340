// A new version of this page: whether one waits, what for, and how it is taken. Whoever shows it shares one registration.
import { createSharedComposable, until } from '@vueuse/core'
import { useRegisterSW } from 'virtual:pwa-register/vue'
import { computed, shallowRef, type ComputedRef } from 'vue'
import type { LocalStore } from '@barra/local-store'
import { useOpenOrderTotals } from '../sale/open-orders/useOpenOrderTotals.ts'
import { useLive } from '../store/useLive.ts'
import { updateWait, type UpdateWait } from './update-wait.ts'

/** A terminal stays on one page for nights, and a browser looks for a new version only when it navigates. */
const CHECK_EVERY_MS = 60 * 60 * 1000

/** The browser keeps the earlier version while a request is with it, for minutes: a page that loads anew has none. */
const TAKES_OVER_WITHIN_MS = 4_000

/** A network that swallows the question would have whoever asked wait for minutes. */
const ANSWERS_WITHIN_MS = 10_000

const useRegistration = createSharedComposable(() => ({
  ...useRegisterSW({
    onRegisteredSW: (_url, registration) => {
      // Without a server the check fails, and the next one comes in an hour.
      if (registration) setInterval(() => void registration.update().catch(() => undefined), CHECK_EVERY_MS)
    },
  }),
  isUpdating: shallowRef(false),
}))

export function useAppUpdate(store: LocalStore) {
  const { needRefresh, updateServiceWorker, isUpdating } = useRegistration()
  const pending = useLive(store.tickets.pending$)
  const push = useLive(store.push.state$)
  const openOrders = useOpenOrderTotals()

  const wait: ComputedRef<UpdateWait | null> = computed(() =>
    updateWait({
      hasOpenOrder: openOrders.value && openOrders.value.count > 0,
      push: push.value,
      pendingCount: pending.value?.count ?? 0,
    }),
  )

  function update(): void {
    if (wait.value || isUpdating.value) return
    isUpdating.value = true
    // The plugin reloads only pages that already had a worker when they were opened.
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    void updateServiceWorker()
    setTimeout(() => location.reload(), TAKES_OVER_WITHIN_MS)
  }

  /** Has the browser ask for a new version now, and ends once one that it found can be taken. Without a server there is none to be found. */
  async function look(): Promise<void> {
    const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined)
    await registration?.update().catch(() => undefined)
    const found = registration?.installing
    if (found) await new Promise((resolve) => found.addEventListener('statechange', resolve, { once: true }))
    if (registration?.waiting) await until(needRefresh).toBe(true)
  }

  return { hasUpdate: needRefresh, isUpdating, wait, update, look: () => Promise.race([look(), passed(ANSWERS_WITHIN_MS)]) }
}

function passed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
