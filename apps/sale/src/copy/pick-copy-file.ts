// The File System Access API, which only Chromium has and TypeScript's library does not know.
interface FileType {
  description: string
  accept: Record<string, string[]>
}

interface FilePicking {
  showSaveFilePicker?(options: { suggestedName: string; types: FileType[] }): Promise<FileSystemFileHandle>
  showOpenFilePicker?(options: { types: FileType[] }): Promise<PermittedHandle[]>
}

interface PermittedHandle extends FileSystemFileHandle {
  requestPermission?(wanted: { mode: 'readwrite' }): Promise<unknown>
}

const picking = globalThis as FilePicking

/** Whether this browser can write to a file that a person chose. */
export function canPickFiles(): boolean {
  return typeof picking.showSaveFilePicker === 'function'
}

/** Lets a person say where a new second copy goes; null if they would rather not. Only within a click; a file that exists is emptied. */
export function pickNewCopy(suggestedName: string, description: string): Promise<FileSystemFileHandle | null> {
  return unlessLeft(async () => (await picking.showSaveFilePicker?.({ suggestedName, types: typesOf(description) })) ?? null)
}

/** Lets a person choose a second copy that exists, and asks for the leave to write it; null if they would rather not. Only within a click. */
export function pickExistingCopy(description: string): Promise<FileSystemFileHandle | null> {
  return unlessLeft(async () => {
    const [handle] = (await picking.showOpenFilePicker?.({ types: typesOf(description) })) ?? []
    await handle?.requestPermission?.({ mode: 'readwrite' })
    return handle ?? null
  })
}

function typesOf(description: string): FileType[] {
  return [{ description, accept: { 'application/jsonl': ['.jsonl'] } }]
}

async function unlessLeft<Picked>(pick: () => Promise<Picked | null>): Promise<Picked | null> {
  try {
    return await pick()
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null
    throw error
  }
}
