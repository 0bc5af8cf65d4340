// The first words between a terminal and an endpoint: is one there, and does it take this code.
import type { Pairing } from '../configuration.ts'
import { EndpointClient } from './endpoint-client.ts'
import { describeFailure } from './endpoint-error.ts'

/** Why there is no pairing yet. Each asks something else of whoever stands at the terminal. */
export type PairingFailure =
  /** Nobody answers there: the server is down, the network is, or the address is of no machine. */
  | 'unreachable'
  /** Somebody answers who is no endpoint, or the text is no address. */
  | 'wrong_address'
  /** Wrong, used or expired. */
  | 'wrong_code'
  | 'too_many_tries'

export type PairingOutcome =
  { readonly kind: 'paired'; readonly pairing: Pairing } | { readonly kind: 'failed'; readonly failure: PairingFailure }

/** Asks whether an endpoint is at this base URL; null when there is one. */
export async function findEndpoint(serverUrl: string): Promise<PairingFailure | null> {
  try {
    await new EndpointClient(serverUrl, '').checkHealth()
    return null
  } catch (error) {
    return failureOf(error)
  }
}

/**
 * Exchanges a code for a pairing.
 * @param token from `newTerminalToken`; with the same one the request may be repeated when its answer was lost
 */
export async function pairTerminal(serverUrl: string, code: string, token: string): Promise<PairingOutcome> {
  try {
    const answer = await new EndpointClient(serverUrl, token).pair(code)
    return { kind: 'paired', pairing: { serverUrl, token, ...answer } }
  } catch (error) {
    return { kind: 'failed', failure: failureOf(error) }
  }
}

/** A secret of 256 random bits in base64url, made where it will be used. */
export function newTerminalToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function failureOf(error: unknown): PairingFailure {
  const { code } = describeFailure(error)
  if (code === 'unauthorized') return 'wrong_code'
  if (code === 'http_429') return 'too_many_tries'
  // A server that has trouble of its own is an endpoint all the same, and one that nothing can be done with now.
  return code === 'network' || code === 'timeout' || /^http_5/.test(code) ? 'unreachable' : 'wrong_address'
}
