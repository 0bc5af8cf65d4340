import { onMounted, ref, type Ref } from 'vue'

/** Whether this page opens without a server: its worker is in charge and has the page kept. Undefined until it is known. */
export function useAppCached(): { readonly isAppCached: Ref<boolean | undefined>; look(): Promise<void> } {
  const isAppCached = ref<boolean>()

  async function look(): Promise<void> {
    const isInCharge = Boolean(navigator.serviceWorker?.controller)
    isAppCached.value = isInCharge && (await isPageKept().catch(() => false))
  }
  onMounted(() => {
    void look()
    // On a first start the worker takes charge a little later.
    navigator.serviceWorker?.addEventListener('controllerchange', () => void look(), { once: true })
  })
  return { isAppCached, look }
}

async function isPageKept(): Promise<boolean> {
  return (await caches.match('/index.html', { ignoreSearch: true })) !== undefined
}
