// The room that the browser gives, narrowed below what is used, as on a machine whose disk is full.
import { onTestFinished } from 'vitest'
import { cdp } from 'vitest/browser'

const MEGABYTE = 1_000_000
const DISK_BYTES = 20 * MEGABYTE
const CHUNK_BYTES = 2 * MEGABYTE
const NOTHING = 1

/** An empty disk for the whole of a test, small enough to be filled. */
export async function aSmallDisk(): Promise<SmallDisk> {
  const { origin } = location
  // Without anything open: Chromium goes for 30 s by the room there was when it last looked.
  await cdp().send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
  await override(DISK_BYTES)
  onTestFinished(() => override())
  return { fill, free: () => override(DISK_BYTES * 2) }
}

export interface SmallDisk {
  /** Takes room away until this much must be freed before anything can be written. */
  fill(missingBytes: number): Promise<void>
  /** Gives the room back. */
  free(): Promise<void>
}

async function fill(missingBytes: number): Promise<void> {
  await override(NOTHING)
  // Chromium looks again once what it knows of is used up.
  const ballast = await openBallast()
  while (await takes(ballast));
  ballast.close()
  const { usage = 0 } = await navigator.storage.estimate()
  await override(Math.max(NOTHING, usage - missingBytes))
}

/** @param quotaSize in bytes; without it, as much as there really is */
async function override(quotaSize?: number): Promise<void> {
  const quota = quotaSize === undefined ? {} : { quotaSize }
  await cdp().send('Storage.overrideQuotaForOrigin', { origin: location.origin, ...quota })
}

function openBallast(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('ballast', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('ballast', { autoIncrement: true })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB refused'))
  })
}

/** Whether the disk takes another chunk. */
function takes(database: IDBDatabase): Promise<boolean> {
  return new Promise((resolve) => {
    const transaction = database.transaction('ballast', 'readwrite')
    transaction.oncomplete = () => resolve(true)
    transaction.onabort = () => resolve(false)
    transaction.objectStore('ballast').add(incompressible(CHUNK_BYTES))
  })
}

/** The browser's database compresses what it writes. */
function incompressible(bytes: number): Uint8Array {
  const chunk = new Uint8Array(bytes)
  for (let from = 0; from < bytes; from += 65_536) crypto.getRandomValues(chunk.subarray(from, from + 65_536))
  return chunk
}
