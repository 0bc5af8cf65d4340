// The room that the browser gives, narrowed below what is used, as on a machine whose disk is full.
import { onTestFinished } from 'vitest'
import { cdp } from 'vitest/browser'
import { fillUp } from './fill-up.ts'

const DISK_BYTES = 20_000_000
const NOTHING = 1

export interface SmallDisk {
  /** Takes room away until this much must be freed before anything can be written. */
  fill(missingBytes: number): Promise<void>
  /** Gives the room back. */
  free(): Promise<void>
}

/** An empty disk for the whole of a test, small enough to be filled. */
export async function aSmallDisk(): Promise<SmallDisk> {
  const { origin } = location
  // Without anything open: Chromium goes for 30 s by the room there was when it last looked.
  await cdp().send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
  await override(DISK_BYTES)
  onTestFinished(() => override())
  return { fill, free: () => override(DISK_BYTES * 2) }
}

async function fill(missingBytes: number): Promise<void> {
  await override(NOTHING)
  await fillUp()
  const { usage = 0 } = await navigator.storage.estimate()
  await override(Math.max(NOTHING, usage - missingBytes))
}

/** @param quotaSize in bytes; without it, as much as there really is */
async function override(quotaSize?: number): Promise<void> {
  const quota = quotaSize === undefined ? {} : { quotaSize }
  await cdp().send('Storage.overrideQuotaForOrigin', { origin: location.origin, ...quota })
}
