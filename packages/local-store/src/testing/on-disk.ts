// A terminal's documents as they lie in IndexedDB, to be looked at, or changed as a failing disk or an earlier version would: RxDB hears
// nothing.

export type DocumentOnDisk = Record<string, unknown> & { readonly id: string }

/** The documents of the databases whose name the pattern matches, deleted ones too. */
export async function documentsOnDisk(databases: RegExp): Promise<readonly DocumentOnDisk[]> {
  const found: DocumentOnDisk[] = []
  for await (const database of opened(databases)) found.push(...(await allIn(documentsOf(database, 'readonly'))))
  return found
}

/** Replaces the documents of the databases whose name the pattern matches. */
export async function rewriteOnDisk(
  databases: RegExp,
  rewrite: (documents: readonly DocumentOnDisk[]) => readonly DocumentOnDisk[],
): Promise<void> {
  for await (const database of opened(databases)) {
    const documents = documentsOf(database, 'readwrite')
    const before = await allIn(documents)
    await settled(documents.clear())
    for (const document of rewrite(before)) await settled(documents.put(document))
  }
}

async function* opened(databases: RegExp): AsyncGenerator<IDBDatabase> {
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined || !databases.test(name)) continue
    const database = await settled(indexedDB.open(name))
    yield database
    database.close()
  }
}

function documentsOf(database: IDBDatabase, mode: IDBTransactionMode): IDBObjectStore {
  return database.transaction('docs', mode).objectStore('docs')
}

function allIn(documents: IDBObjectStore): Promise<DocumentOnDisk[]> {
  return settled(documents.getAll()) as Promise<DocumentOnDisk[]>
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB refused'))
  })
}
