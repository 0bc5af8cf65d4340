// A terminal's documents as they lie in IndexedDB, to be changed as a failing disk or an earlier version would: RxDB hears nothing.

export type DocumentOnDisk = Record<string, unknown> & { readonly id: string }

/** Replaces the documents of the databases whose name the pattern matches. */
export async function rewriteOnDisk(
  databases: RegExp,
  rewrite: (documents: readonly DocumentOnDisk[]) => readonly DocumentOnDisk[],
): Promise<void> {
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined || !databases.test(name)) continue
    const database = await settled(indexedDB.open(name))
    const docs = database.transaction('docs', 'readwrite').objectStore('docs')
    const before = (await settled(docs.getAll())) as DocumentOnDisk[]
    await settled(docs.clear())
    for (const document of rewrite(before)) await settled(docs.put(document))
    database.close()
  }
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB refused'))
  })
}
