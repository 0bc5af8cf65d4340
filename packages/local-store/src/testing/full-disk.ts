// A disk that is full for some databases: what IndexedDB does when its quota is used up.
import { onTestFinished, vi } from 'vitest'

/** Refuses every write to the databases whose name the pattern matches, until it is told to stop or the test ends. */
export function fillDisk(databases: RegExp): { free(): void; readonly refused: number } {
  const { put, add } = IDBObjectStore.prototype
  let refused = 0
  // Dexie prints every refusal with its stack.
  const printed = vi.spyOn(console, 'trace').mockImplementation(() => undefined)
  const guard = (write: typeof put): typeof put =>
    function (this: IDBObjectStore, ...args) {
      if (!databases.test(this.transaction.db.name)) return write.apply(this, args)
      refused += 1
      throw new DOMException('the disk is full', 'QuotaExceededError')
    }
  IDBObjectStore.prototype.put = guard(put)
  IDBObjectStore.prototype.add = guard(add)
  const free = () => {
    Object.assign(IDBObjectStore.prototype, { put, add })
    printed.mockRestore()
  }
  onTestFinished(free)
  return {
    free,
    get refused() {
      return refused
    },
  }
}
