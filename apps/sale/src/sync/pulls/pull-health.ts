import type { PulledResource, PullStatus } from '@barra/local-store'
import { dataAgeLimitMs, isDataLate, thresholds, type Thresholds } from '../../thresholds.ts'

/** What one pull's line says first, worst first. */
export type PullHealth =
  /** `isLate`: what it will replace is too old, or was never here. */
  | { readonly kind: 'running'; readonly isLate: boolean }
  | { readonly kind: 'failing'; readonly failures: number }
  | { readonly kind: 'never' }
  | { readonly kind: 'late'; readonly limitMs: number }
  | { readonly kind: 'retrying'; readonly failures: number }
  | { readonly kind: 'upToDate' }

/** Many failures in a row outweigh old data, old data outweighs one failure; a pull that fails and runs again still fails. */
export function pullHealth(
  resource: PulledResource,
  status: PullStatus,
  now: Date,
  limits: Thresholds = thresholds.value,
): PullHealth {
  const failures = status.failuresInARow
  if (failures >= limits.failuresInARow) return { kind: 'failing', failures }
  const isLate = status.lastSuccessAt !== null && isDataLate(resource, status.lastSuccessAt, now, limits)
  if (status.isRunning) return { kind: 'running', isLate: isLate || status.lastSuccessAt === null }
  if (status.lastSuccessAt === null) return { kind: 'never' }
  if (isLate) return { kind: 'late', limitMs: dataAgeLimitMs(resource, limits) }
  return failures > 0 ? { kind: 'retrying', failures } : { kind: 'upToDate' }
}
