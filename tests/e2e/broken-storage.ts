// Faults of a browser's storage, and of the address that a page has, which no test can have for real.
import type { Page } from '@playwright/test'

/** Goes to the terminal with a fault that lies in wait for its scripts; the load after that is without it. */
export async function openBroken(page: Page, url: string, fault: () => void): Promise<void> {
  await page.addInitScript(`{
    const seen = 'seen ' + ${JSON.stringify(String(fault))}
    if (!sessionStorage.getItem(seen)) {
      sessionStorage.setItem(seen, 'yes');
      (${String(fault)})()
    }
  }`)
  await page.goto(url)
}

// Each runs in the page, so it knows nothing of this file.

export function withoutStorage(): void {
  Object.defineProperty(window, 'indexedDB', { value: undefined })
}

export function blockedData(): void {
  IDBFactory.prototype.open = () => {
    throw new DOMException('access is denied for this document', 'SecurityError')
  }
}

export function brokenDisk(): void {
  IDBFactory.prototype.open = function () {
    const request = new EventTarget()
    Object.assign(request, { error: new DOMException('Internal error opening backing store.', 'UnknownError') })
    setTimeout(() => (request as unknown as { onerror: (event: Event) => void }).onerror(new Event('error')))
    return request as IDBOpenDBRequest
  }
}

export function fullDisk(): void {
  IDBObjectStore.prototype.put = () => {
    throw new DOMException('the disk is full', 'QuotaExceededError')
  }
}

/** As it comes to be when the tickets of an earlier version are to be brought over. */
export function diskFullForTickets(): void {
  const { put } = IDBObjectStore.prototype
  IDBObjectStore.prototype.put = function (...args) {
    if (!this.transaction.db.name.includes('tickets--1--')) return put.apply(this, args)
    throw new DOMException('the disk is full', 'QuotaExceededError')
  }
}

/** As over plain http to a name that is not localhost. */
export function insecurePage(): void {
  Object.defineProperty(window, 'isSecureContext', { value: false })
}
