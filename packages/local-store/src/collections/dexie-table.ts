import type { DexieStorageInternals, RxStorageInstance } from 'rxdb'

type StorageInstance = Pick<RxStorageInstance<never, unknown, unknown>, 'internals'>

/** The table below a collection of RxDB, for the few things that RxDB cannot do. Who writes to it is not heard by RxDB. */
export async function dexieTableOf(storage: StorageInstance | Promise<StorageInstance>) {
  return (await ((await storage).internals as DexieStorageInternals)).dexieTable
}
