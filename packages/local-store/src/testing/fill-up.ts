/**
 * Writes into a database of its own until the browser refuses; then it has looked at how much room there is, and takes nothing more.
 * It stands alone, so that it can be run in another page.
 */
export async function fillUp(): Promise<void> {
  const chunkBytes = 2_000_000
  const mostRandomBytes = 65_536
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('ballast')
    request.onupgradeneeded = () => request.result.createObjectStore('ballast', { autoIncrement: true })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB refused'))
  })
  for (let isTaken = true; isTaken;) {
    // The browser compresses what it writes.
    const chunk = new Uint8Array(chunkBytes)
    for (let from = 0; from < chunkBytes; from += mostRandomBytes) {
      crypto.getRandomValues(chunk.subarray(from, from + mostRandomBytes))
    }
    const transaction = database.transaction('ballast', 'readwrite')
    transaction.objectStore('ballast').add(chunk)
    isTaken = await new Promise<boolean>((resolve) => {
      transaction.oncomplete = () => resolve(true)
      transaction.onabort = () => resolve(false)
    })
  }
  database.close()
}
