import { isPageServed } from '@barra/local-store'

/**
 * Loads the page as its server gives it now: the worker keeps it together with the policy that came with it. While that server gives none, the
 * page that is kept stays.
 */
export async function loadPageAnew(): Promise<void> {
  if (await isPageServed()) {
    const registrations = await navigator.serviceWorker.getRegistrations()
    await Promise.all(registrations.map((registration) => registration.unregister()))
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)))
  }
  location.reload()
}
