/** Whether a write failed for want of space. IndexedDB says so itself or through Dexie, which wraps it as `inner`. */
export function isDiskFull(error: unknown): boolean {
  const { name, inner } = (error ?? {}) as { name?: unknown; inner?: unknown }
  return name === 'QuotaExceededError' || (inner !== undefined && inner !== error && isDiskFull(inner))
}
