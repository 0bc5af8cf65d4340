import type { RxStorage } from 'rxdb/plugins/core'

/** A storage whose writes fail while the disk counts as full, as IndexedDB's do when its quota is used up. */
export function refusingWhenFull<Internals, Options>(
  storage: RxStorage<Internals, Options>,
  isFull: () => boolean,
): RxStorage<Internals, Options> {
  return {
    ...storage,
    createStorageInstance: async (parameters) => {
      const instance = await storage.createStorageInstance(parameters)
      const write = instance.bulkWrite.bind(instance)
      instance.bulkWrite = async (rows, context) => {
        if (isFull()) throw new DOMException('the disk is full', 'QuotaExceededError')
        return write(rows, context)
      }
      return instance
    },
  }
}
