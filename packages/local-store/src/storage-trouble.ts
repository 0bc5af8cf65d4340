// Whether this browser keeps anything for this page.
import { writeAndForget } from './storage-probe.ts'

export type StorageTrouble =
  /** The browser has no such storage. */
  | 'missing'
  /** It has one and refuses it to this page: cookies and site data are blocked, or the window is one that keeps nothing. */
  | 'blocked'
  | 'full'
  /** It wants to and cannot: its files on the disk are damaged or not its own. */
  | 'broken'

const PROBE = 'barra-storage-probe'

/** Why nothing can be kept here; null when a word was written and is on the disk. Never throws. */
export async function findStorageTrouble(): Promise<StorageTrouble | null> {
  try {
    // The pairing lies there. Where it is refused the browser throws as soon as it is named.
    if (!globalThis.localStorage || !globalThis.indexedDB) return 'missing'
    localStorage.getItem(PROBE)
    await writeAndForget(PROBE, ['a word'])
    return null
  } catch (error) {
    return troubles[(error as Error).name] ?? 'broken'
  }
}

/** By the name of the browser's error. A window that keeps nothing is an `InvalidStateError` to some of them. */
const troubles: Readonly<Record<string, StorageTrouble>> = {
  SecurityError: 'blocked',
  NotAllowedError: 'blocked',
  InvalidStateError: 'blocked',
  QuotaExceededError: 'full',
}
