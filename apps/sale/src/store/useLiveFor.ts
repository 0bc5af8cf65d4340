import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Observable, Subscription } from 'rxjs'

/**
 * The latest value of an observable that depends on a key, such as a visit's consumption. It is undefined without a key and from
 * the moment the key changes until the new observable speaks, so that one guest's amount never shows under another's name.
 */
export function useLiveFor<K extends string | number, T>(
  key: () => K | null,
  source: (key: K) => Observable<T>,
): Readonly<ShallowRef<T | undefined>> {
  const value = shallowRef<T>()
  let subscription: Subscription | undefined

  function follow(current: K | null): void {
    subscription?.unsubscribe()
    value.value = undefined
    subscription = current === null ? undefined : source(current).subscribe((next) => (value.value = next))
  }

  watch(key, follow, { immediate: true, flush: 'sync' })
  onScopeDispose(() => subscription?.unsubscribe())
  return value
}
