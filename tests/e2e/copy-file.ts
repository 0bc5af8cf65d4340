import type { Page } from '@playwright/test'

const NAME = 'copy.jsonl'

/** No test can use the browser's own file picker: what it would give is a file of the origin's, which is written in the same way. */
export async function chooseCopyInOrigin(page: Page): Promise<void> {
  await page.addInitScript((name) => {
    Object.assign(window, {
      showSaveFilePicker: async () => (await navigator.storage.getDirectory()).getFileHandle(name, { create: true }),
    })
  }, NAME)
}

export function copyInOrigin(page: Page): Promise<string> {
  return page.evaluate(async (name) => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle(name)
    return (await handle.getFile()).text()
  }, NAME)
}
