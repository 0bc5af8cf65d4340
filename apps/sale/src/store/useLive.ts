import type { Observable } from 'rxjs'
import { getCurrentScope, onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/**
 * The latest value of an observable, shallow (its data is immutable), until the calling scope ends. The store's observables
 * emit soon after subscription, not always at once: until then it is `initial`.
 */
export function useLive<T>(source: Observable<T>): Readonly<ShallowRef<T | undefined>>
export function useLive<T>(source: Observable<T>, initial: T): Readonly<ShallowRef<T>>
export function useLive<T>(source: Observable<T>, initial?: T): Readonly<ShallowRef<T | undefined>> {
  if (!getCurrentScope()) throw new Error('useLive outside of a component or scope would never unsubscribe')
  const value = shallowRef<T | undefined>(initial)
  const subscription = source.subscribe((next) => (value.value = next))
  onScopeDispose(() => subscription.unsubscribe())
  return value
}
