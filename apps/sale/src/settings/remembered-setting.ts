import { useStorage, type RemovableRef } from '@vueuse/core'

/**
 * A setting of this terminal, under `key` in localStorage. Where the browser refuses that it lasts as long as the page, which has to
 * show all the same to say what is wrong (`useLocalStorage` throws there).
 */
export function rememberedSetting<Value>(key: string, initial: Value): RemovableRef<Value> {
  return useStorage<Value>(key, initial, undefined, { onError: (error) => console.warn(`${key} is not remembered`, error) })
}
