import type { RxStorage } from 'rxdb/plugins/core'
import { isDiskFull } from './is-disk-full.ts'

/** A storage that makes room and writes once more where the disk was full, for all collections but these. */
export function makingRoom<Internals, Options>(
  storage: RxStorage<Internals, Options>,
  exempt: readonly string[],
  makeRoom: () => Promise<void>,
): RxStorage<Internals, Options> {
  return {
    ...storage,
    createStorageInstance: async (parameters) => {
      const instance = await storage.createStorageInstance(parameters)
      if (exempt.includes(parameters.collectionName)) return instance
      const write = instance.bulkWrite.bind(instance)
      instance.bulkWrite = (rows, context) =>
        write(rows, context).catch(async (error: unknown) => {
          if (!isDiskFull(error)) throw error
          await makeRoom()
          return write(rows, context)
        })
      return instance
    },
  }
}
