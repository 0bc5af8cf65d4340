// A file that a person chose through the File System Access API (Chromium), remembered across restarts.
import { del, get, promisifyRequest, set, type UseStore } from 'idb-keyval'
import { withinLimit } from './access-limit.ts'
import type { CopyFile, CopyPermission } from './copy-file.ts'

/** What TypeScript's library does not know of Chromium's handles. */
interface PermittedHandle extends FileSystemFileHandle {
  queryPermission?(wanted: { mode: 'readwrite' }): Promise<CopyPermission>
  requestPermission?(wanted: { mode: 'readwrite' }): Promise<CopyPermission>
}

const LINE_FEED = '\n'

/** A large file on a slow stick takes a few seconds. */
const ACCESS_LIMIT_MS = 15_000

/** The writes go to a file beside it, which takes its place when they are complete: a power cut tears nothing. */
export function fileSystemCopy(handle: PermittedHandle): CopyFile {
  const write = async (options: FileSystemCreateWritableOptions, signal: AbortSignal, data: FileSystemWriteChunkType) => {
    const writable = await handle.createWritable(options)
    try {
      signal.throwIfAborted()
      await writable.write(data)
      signal.throwIfAborted()
    } catch (error) {
      // What comes after its time must not take the place of what was written since.
      await writable.abort().catch(() => undefined)
      throw error
    }
    await writable.close()
  }
  return {
    name: handle.name,
    permission: async () => (await handle.queryPermission?.({ mode: 'readwrite' })) ?? 'granted',
    askPermission: async () => (await handle.requestPermission?.({ mode: 'readwrite' })) ?? 'granted',
    read: () => withinLimit(ACCESS_LIMIT_MS, async () => (await handle.getFile()).text()),
    sign: () => withinLimit(ACCESS_LIMIT_MS, async () => signOf(await handle.getFile())),
    tryWriting: () => withinLimit(ACCESS_LIMIT_MS, async () => (await handle.createWritable({ keepExistingData: true })).abort()),
    append: (text) =>
      withinLimit(ACCESS_LIMIT_MS, async (signal) => {
        const file = await handle.getFile()
        const isTorn = file.size > 0 && (await file.slice(-1).text()) !== LINE_FEED
        const data = isTorn ? LINE_FEED + text : text
        await write({ keepExistingData: true }, signal, { type: 'write', position: file.size, data })
      }),
    replace: (text) => withinLimit(ACCESS_LIMIT_MS, (signal) => write({}, signal, text)),
  }
}

function signOf({ size, lastModified }: File): string {
  return `${size} ${lastModified}`
}

const HANDLES = 'handles'
const KEY = 'file'

/** Keeps which file it is: a handle can lie in IndexedDB, but not in RxDB, which knows JSON only. */
export class RememberedFile {
  readonly #store: UseStore

  constructor(storeName: string) {
    this.#store = briefly(`${storeName}-second-copy`)
  }

  recall(): Promise<FileSystemFileHandle | undefined> {
    return get<FileSystemFileHandle>(KEY, this.#store)
  }

  remember(handle: FileSystemFileHandle): Promise<void> {
    return set(KEY, handle, this.#store)
  }

  forget(): Promise<void> {
    return del(KEY, this.#store)
  }
}

/** Opened for each use and closed after it: a database that stays open cannot be wiped, as a training's is when it is left. */
function briefly(databaseName: string): UseStore {
  return async (mode, use) => {
    const request = indexedDB.open(databaseName)
    request.onupgradeneeded = () => request.result.createObjectStore(HANDLES)
    const database = await promisifyRequest(request)
    try {
      return await use(database.transaction(HANDLES, mode).objectStore(HANDLES))
    } finally {
      database.close()
    }
  }
}
