// A second tab of the same browser profile: a same-origin frame with a JavaScript world of its own, so with its own RxDB,
// its own clock and its own locks. Removing it is a crash: nothing in it runs any more.
import { onTestFinished } from 'vitest'
import type { LocalStoreOptions } from '../configuration.ts'
import type * as LocalStoreModule from '../index.ts'
import type { LocalStore } from '../local-store.ts'
import { terminalOptions } from './a-terminal.ts'
import type { FakeEndpoint } from './fake-endpoint.ts'

export interface AnotherTab {
  readonly store: LocalStore
  readonly window: Window & typeof globalThis
  /** The tab dies without a word, whatever it was doing. */
  crash(): void
}

const entry = new URL('../index.ts', import.meta.url).pathname

/** Opens the terminal `name` in another tab that talks to the same endpoint. `clockOffsetMs` sets its clock wrong. */
export async function anotherTab(
  endpoint: FakeEndpoint,
  options: Partial<LocalStoreOptions> & { name: string },
  { clockOffsetMs = 0 } = {},
): Promise<AnotherTab> {
  const frame = document.createElement('iframe')
  frame.srcdoc = '<!doctype html>'
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  document.body.append(frame)
  await loaded
  const tab = frame.contentWindow as Window & typeof globalThis & { opened?: (module: typeof LocalStoreModule) => void }
  tab.fetch = endpoint.fetch
  const now = tab.Date.now
  if (clockOffsetMs !== 0) tab.Date.now = () => now() + clockOffsetMs

  const module = await new Promise<typeof LocalStoreModule>((resolve, reject) => {
    tab.opened = resolve
    const script = tab.document.createElement('script')
    script.type = 'module'
    script.textContent = `import * as store from '${entry}'; window.opened(store)`
    script.addEventListener('error', reject)
    tab.document.body.append(script)
  })
  const store = await module.openLocalStore(terminalOptions(options))
  let isGone = false
  const crash = () => {
    isGone = true
    frame.remove()
  }
  onTestFinished(async () => {
    if (isGone) return
    await store.close()
    crash()
  })
  return { store, window: tab, crash }
}
