import type { Pairing } from '../configuration.ts'
import { readTimeZone } from './read-time-zone.ts'

/**
 * Asks a demo server for this terminal's pairing; null when nobody hands one out there, which is the rule outside the demo.
 * @throws Error when the server does not answer at all.
 */
export async function fetchPairing(url: string): Promise<Pairing | null> {
  const response = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(5_000) })
  if (!response.ok || !response.headers.get('content-type')?.includes('json')) return null
  const { serverUrl, token, terminal, timeZone } = (await response.json()) as Partial<Record<keyof Pairing, unknown>>
  if (typeof serverUrl !== 'string' || typeof token !== 'string' || typeof terminal !== 'string') return null
  return { serverUrl, token, terminal, ...readTimeZone(timeZone) }
}
