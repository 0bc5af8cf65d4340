import type { Page } from '@playwright/test'

/** Where the terminal keeps its tickets, its open orders, its cashiers, and how its pulls stand, which it reads before it opens. */
type Database = 'tickets--1--tickets' | `terminal--0--${'drafts' | 'people' | 'pull_statuses'}`

/**
 * Keeps the disk of one of the terminal's databases busy from another tab, as long as it takes to look at what the terminal says meanwhile: who reads or
 * writes there waits until the returned function is called.
 */
export async function holdDisk(page: Page, wantedDatabase: Database = 'tickets--1--tickets'): Promise<() => Promise<void>> {
  const tab = await page.context().newPage()
  await tab.goto(new URL('/icon.svg', page.url()).href)
  await tab.evaluate(async (wanted) => {
    const found = (await indexedDB.databases()).find(({ name }) => name?.includes(wanted))
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(found!.name!)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error!)
    })
    const docs = database.transaction('docs', 'readwrite').objectStore('docs')
    await new Promise<void>((resolve) => {
      const goOn = () => {
        resolve()
        docs.count().onsuccess = goOn
      }
      docs.count().onsuccess = goOn
    })
  }, wantedDatabase)
  return () => tab.close()
}
