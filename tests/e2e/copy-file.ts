import type { Page } from '@playwright/test'

const NAME = 'copy.jsonl'
/** Of the terminal's web locks. */
const TURN = 'barra-second-copy'

/**
 * No test can use the browser's own file pickers: what they would give is a file of the origin's, which is written in the same way. The one
 * for a new file empties what is there, as the browser's does.
 */
export async function chooseCopyInOrigin(page: Page): Promise<void> {
  await page.addInitScript((name) => {
    const file = async (options?: FileSystemGetFileOptions) =>
      (await navigator.storage.getDirectory()).getFileHandle(name, options)
    Object.assign(window, {
      showSaveFilePicker: async () => {
        const handle = await file({ create: true })
        await (await handle.createWritable()).close()
        return handle
      },
      showOpenFilePicker: async () => [await file()],
    })
  }, NAME)
}

/** Takes the stick with the copy out: every access to it fails until the returned function puts it back. */
export async function pullCopyOut(page: Page): Promise<() => Promise<void>> {
  const stick = await page.evaluateHandle(() => {
    const { getFile } = FileSystemFileHandle.prototype
    FileSystemFileHandle.prototype.getFile = () => Promise.reject(new DOMException('the stick is out', 'NotFoundError'))
    return { putBack: () => void (FileSystemFileHandle.prototype.getFile = getFile) }
  })
  return () => stick.evaluate(({ putBack }) => putBack())
}

/** Read in the turn in which the terminal writes it: in the middle of a write there is no such file. */
export function copyInOrigin(page: Page): Promise<string> {
  return page.evaluate(
    ([name, turn]) =>
      navigator.locks.request(turn!, async () => {
        const handle = await (await navigator.storage.getDirectory()).getFileHandle(name!)
        return (await handle.getFile()).text()
      }),
    [NAME, TURN],
  )
}

/** Puts this in the place of all that the copy's file holds. */
export async function putIntoCopy(page: Page, text: string): Promise<void> {
  await page.evaluate(
    async ([name, content]) => {
      const handle = await (await navigator.storage.getDirectory()).getFileHandle(name!)
      const writable = await handle.createWritable()
      await writable.write(content!)
      await writable.close()
    },
    [NAME, text],
  )
}
