import { expect, onTestFinished, test, vi } from 'vitest'
import { findStorageTrouble } from './storage-trouble.ts'

test('finds nothing where storage is kept, and leaves nothing in it', async () => {
  const before = await indexedDB.databases()
  expect(await Promise.all([findStorageTrouble(), findStorageTrouble()])).toEqual([null, null])
  await expect.poll(() => indexedDB.databases()).toEqual(before)
})

test('tells a browser without the storage from one that refuses it', async () => {
  onTestFinished(() => void vi.unstubAllGlobals())
  for (const storage of ['indexedDB', 'localStorage']) {
    vi.stubGlobal(storage, undefined)
    expect(await findStorageTrouble(), storage).toBe('missing')
    vi.unstubAllGlobals()
  }

  const refused = vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(() => {
    throw new DOMException('Access is denied for this document.', 'SecurityError')
  })
  expect(await findStorageTrouble()).toBe('blocked')
  refused.mockRestore()
})

test.each([
  ['InvalidStateError', 'blocked'],
  ['SecurityError', 'blocked'],
  ['UnknownError', 'broken'],
  ['QuotaExceededError', 'full'],
])('a database that cannot be opened for a %s is %s', async (name, trouble) => {
  const failed = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => failing(name))
  onTestFinished(() => failed.mockRestore())
  expect(await findStorageTrouble()).toBe(trouble)
})

test('a disk that takes no write is full', async () => {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore) {
    throw new DOMException('the disk is full', 'QuotaExceededError')
  })
  onTestFinished(() => put.mockRestore())
  expect(await findStorageTrouble()).toBe('full')
})

function failing(name: string): IDBOpenDBRequest {
  const request = Object.create(IDBOpenDBRequest.prototype, {
    error: { value: new DOMException('it broke', name) },
    onerror: { value: null, writable: true },
    onsuccess: { value: null, writable: true },
    onupgradeneeded: { value: null, writable: true },
  }) as IDBOpenDBRequest
  setTimeout(() => request.onerror!(new Event('error')))
  return request
}
