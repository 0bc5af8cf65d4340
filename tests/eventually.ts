import { vi } from 'vitest'

const LIMIT_MS = 60_000
const INTERVAL_MS = 10

/**
 * Repeats the check until it passes; resolves with what it returns. The limit is for the test that fails, not for the machine that
 * is busy.
 * @throws what the check threw last, when the limit is over
 */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: LIMIT_MS, interval: INTERVAL_MS })
}
