// Whether this browser keeps anything for this page. Asked of the browser itself: what the libraries above it throw tells too little.

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
    await writeAndForget()
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

async function writeAndForget(): Promise<void> {
  const database = await opened(indexedDB.open(PROBE))
  try {
    await written(database)
  } finally {
    database.close()
    indexedDB.deleteDatabase(PROBE)
  }
}

function opened(request: IDBOpenDBRequest): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    request.onupgradeneeded = () => request.result.createObjectStore('words')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error as DOMException)
  })
}

function written(database: IDBDatabase): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction('words', 'readwrite')
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error as DOMException)
    transaction.objectStore('words').put('a word', 1)
  })
}
