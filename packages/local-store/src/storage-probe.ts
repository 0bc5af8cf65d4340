// Whether this browser writes for this page at this moment. Asked of the browser itself: what the libraries above it throw tells too little.

/**
 * Resolves when the values were on the disk, and leaves nothing there.
 * @param name of a database that is nobody else's
 * @throws the browser's own error when it takes no write
 */
export async function writeAndForget(name: string, values: readonly unknown[]): Promise<void> {
  const database = await opened(indexedDB.open(name))
  try {
    await written(database, values)
  } finally {
    database.close()
    indexedDB.deleteDatabase(name)
  }
}

function opened(request: IDBOpenDBRequest): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    request.onupgradeneeded = () => request.result.createObjectStore('values')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error as DOMException)
  })
}

function written(database: IDBDatabase, values: readonly unknown[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction('values', 'readwrite', { durability: 'strict' })
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error as DOMException)
    values.forEach((value, i) => transaction.objectStore('values').put(value, i))
  })
}
