import type { PushState } from '@barra/local-store'

/** What a new version waits for before it may reload the page, in the order in which it is told. */
export type UpdateWait = { readonly kind: 'order' | 'push' } | { readonly kind: 'tickets'; readonly count: number }

/** Null when nothing is in the way. What is not known yet is. */
export function updateWait({
  hasOpenOrder = true,
  push,
  pendingCount,
}: {
  readonly hasOpenOrder: boolean | undefined
  readonly push: PushState | undefined
  readonly pendingCount: number
}): UpdateWait | null {
  if (hasOpenOrder) return { kind: 'order' }
  if (push?.kind !== 'idle') return { kind: 'push' }
  return pendingCount > 0 ? { kind: 'tickets', count: pendingCount } : null
}
