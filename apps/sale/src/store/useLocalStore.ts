import { inject, provide, type InjectionKey } from 'vue'
import type { LocalStore } from '@barra/local-store'

const key: InjectionKey<LocalStore> = Symbol('the terminal’s local store')

export function provideLocalStore(store: LocalStore): void {
  provide(key, store)
}

/** The terminal's store; only below the shell, which opens it. */
export function useLocalStore(): LocalStore {
  const store = inject(key)
  if (!store) throw new Error('no local store here: the shell provides it')
  return store
}
