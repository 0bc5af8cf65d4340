// The File System Access API, which only Chromium has and TypeScript's library does not know.
interface FilePicking {
  showSaveFilePicker?(options: {
    suggestedName: string
    types: { description: string; accept: Record<string, string[]> }[]
  }): Promise<FileSystemFileHandle>
}

const picking = globalThis as FilePicking

/** Whether this browser can write to a file that a person chose. */
export function canPickFiles(): boolean {
  return typeof picking.showSaveFilePicker === 'function'
}

/** Lets a person choose where the second copy goes; null if they would rather not. Only within a click. */
export async function pickCopyFile(suggestedName: string, description: string): Promise<FileSystemFileHandle | null> {
  try {
    const types = [{ description, accept: { 'application/jsonl': ['.jsonl'] } }]
    return (await picking.showSaveFilePicker?.({ suggestedName, types })) ?? null
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null
    throw error
  }
}
