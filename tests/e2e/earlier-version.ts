// Run in the page, from a page of the same origin that has no terminal open.

/**
 * Puts the tickets of today's collection back to where the previous version of the app kept them, in the form of its time, and makes the
 * terminal remember that it once ran that version.
 */
export async function backToEarlierVersion(): Promise<void> {
  const settled = <Result>(request: IDBRequest<Result>) =>
    new Promise<Result>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error!)
    })
  const names = (await indexedDB.databases()).map(({ name }) => name!)
  const openThe = (part: string) => settled(indexedDB.open(names.find((name) => name.includes(part))!))

  const today = await openThe('tickets--1--tickets')
  const stores = [...today.objectStoreNames].map((name) => {
    const store = today.transaction(name).objectStore(name)
    const indexes = [...store.indexNames].map((index) => store.index(index))
    return { name, keyPath: store.keyPath, indexes: indexes.map(({ name: index, keyPath }) => ({ index, keyPath })) }
  })
  const kept = today.transaction('docs', 'readwrite').objectStore('docs')
  const tickets = (await settled(kept.getAll())) as Record<string, unknown>[]
  await settled(kept.clear())

  const request = indexedDB.open(today.name.replace('--1--', '--0--'), today.version)
  request.onupgradeneeded = () => {
    for (const { name, keyPath, indexes } of stores) {
      const store = request.result.createObjectStore(name, { keyPath })
      for (const { index, keyPath: path } of indexes) store.createIndex(index, path)
    }
  }
  const earlier = await settled(request)
  const docs = earlier.transaction('docs', 'readwrite').objectStore('docs')
  for (const { cashier: _, shift_id: __, attempts: ___, changes: ____, ...ticket } of tickets) await settled(docs.put(ticket))

  const internal = await openThe('barra-tickets--0--_rxdb_internal')
  const marks = internal.transaction('docs', 'readwrite').objectStore('docs')
  for (const mark of (await settled(marks.getAll())) as { id: string; key: string }[]) {
    if (mark.key !== 'tickets-1') continue
    const before = { ...mark, id: mark.id.replace('tickets-1', 'tickets-0'), key: 'tickets-0' }
    await settled(marks.put(before))
  }
  for (const database of [today, earlier, internal]) database.close()
}
