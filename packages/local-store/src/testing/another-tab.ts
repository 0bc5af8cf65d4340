// A second tab of the same browser profile: a same-origin frame with a JavaScript world of its own, so with its own RxDB,
// its own clock and its own locks. Removing it is a crash: nothing in it runs any more.
import { onTestFinished } from 'vitest'
import type { LocalStoreOptions } from '../configuration.ts'
import type * as LocalStoreModule from '../index.ts'
import type * as TrainingModule from '../training/index.ts'
import type { LocalStore } from '../local-store.ts'
import { terminalOptions } from './a-terminal.ts'
import type { FakeEndpoint } from './fake-endpoint.ts'

export interface AnotherTab {
  readonly store: LocalStore
  /** The tab dies without a word, whatever it was doing. */
  crash(): void
  /** Sets how wrong its clock is. */
  setClock(offsetMs: number): void
  /** Resolves when it died at the write it was told to die at. */
  readonly died: Promise<void>
  /** From now on it dies at the n-th write (from 0) to the databases whose name the pattern matches. */
  dieAtWrite(databases: RegExp, n: number): void
}

export interface TabConditions {
  /** How wrong its clock is. */
  readonly clockOffsetMs?: number
  /** As `dieAtWrite`, from the very beginning. */
  readonly dieAtWrite?: readonly [databases: RegExp, n: number]
  /** It opens this terminal's training, whatever the options say. */
  readonly isTraining?: boolean
}

const entry = new URL('../index.ts', import.meta.url).pathname
const trainingEntry = new URL('../training/index.ts', import.meta.url).pathname

/** Opens the terminal `name` in another tab that talks to the same endpoint. */
export async function anotherTab(
  endpoint: FakeEndpoint,
  options: Partial<LocalStoreOptions> & { name: string },
  { clockOffsetMs = 0, dieAtWrite: mortality, isTraining = false }: TabConditions = {},
): Promise<AnotherTab> {
  const frame = document.createElement('iframe')
  frame.srcdoc = '<!doctype html>'
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  document.body.append(frame)
  await loaded
  const tab = frame.contentWindow as TabWindow
  tab.fetch = endpoint.fetch
  const now = tab.Date.now
  let offsetMs = clockOffsetMs
  tab.Date.now = () => now() + offsetMs
  tab.Date = new Proxy(tab.Date, {
    construct: (date, given: number[], target) =>
      Reflect.construct(date, given.length === 0 ? [date.now()] : given, target) as Date,
  })
  const setClock = (ms: number) => void (offsetMs = ms)

  let die = () => {}
  const died = new Promise<void>((resolve) => (die = resolve))
  let isGone = false
  const crash = () => {
    isGone = true
    frame.remove()
  }
  const dieAtWrite = (databases: RegExp, n: number) => {
    const { put } = tab.IDBObjectStore.prototype
    let writes = 0
    tab.IDBObjectStore.prototype.put = function (...args) {
      if (!databases.test(this.transaction.db.name) || writes++ < n) return put.apply(this, args)
      crash()
      die()
      throw new Error('nobody hears this')
    }
  }
  if (mortality) dieAtWrite(...mortality)

  const store = isTraining
    ? (await (await importInto<typeof TrainingModule>(tab, trainingEntry)).openTraining()).store
    : await (await importInto<typeof LocalStoreModule>(tab, entry)).openLocalStore(terminalOptions(options))
  onTestFinished(async () => {
    if (isGone) return
    await store.close()
    crash()
  })
  return { store, crash, died, dieAtWrite, setClock }
}

type TabWindow = Window & typeof globalThis & { opened?: (module: unknown) => void }

function importInto<Module>(tab: TabWindow, entry: string): Promise<Module> {
  return new Promise((resolve, reject) => {
    tab.opened = (module) => resolve(module as Module)
    const script = tab.document.createElement('script')
    script.type = 'module'
    script.textContent = `import * as store from '${entry}'; window.opened(store)`
    script.addEventListener('error', reject)
    tab.document.body.append(script)
  })
}
