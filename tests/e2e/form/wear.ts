import type { Page } from '@playwright/test'

const KEYS = { theme: 'barra.theme', locale: 'barra.locale' } as const

/** Changes theme and language under whatever is open, as another tab of the terminal would. */
export async function wear(page: Page, look: { readonly theme: string; readonly locale: string }): Promise<void> {
  for (const [part, key] of Object.entries(KEYS))
    await page.evaluate(
      ([key, newValue]) => {
        localStorage.setItem(key, newValue)
        dispatchEvent(new StorageEvent('storage', { key, newValue, storageArea: localStorage }))
      },
      [key, look[part as keyof typeof KEYS]] as const,
    )
}
