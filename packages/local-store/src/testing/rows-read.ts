import { onTestFinished } from 'vitest'

/** Counts the rows that are read from the databases whose name the pattern matches, from now on until the test ends. */
export function countRowsRead(databases: RegExp): { rows: number } {
  const read = { rows: 0 }
  const isMeant = (source: IDBObjectStore | IDBIndex) =>
    databases.test(('objectStore' in source ? source.objectStore : source).transaction.db.name)

  const { continue: next } = IDBCursor.prototype
  IDBCursor.prototype.continue = function (...args) {
    if (isMeant(this.source)) read.rows++
    next.apply(this, args)
  }
  const restores = [IDBObjectStore.prototype, IDBIndex.prototype].map((prototype) => {
    const { getAll } = prototype
    prototype.getAll = function (this: IDBObjectStore | IDBIndex, ...args) {
      const request = getAll.apply(this as never, args) as IDBRequest<unknown[]>
      if (isMeant(this)) request.addEventListener('success', () => (read.rows += request.result.length))
      return request
    }
    return () => (prototype.getAll = getAll)
  })
  onTestFinished(() => {
    IDBCursor.prototype.continue = next
    restores.forEach((restore) => restore())
  })
  return read
}
