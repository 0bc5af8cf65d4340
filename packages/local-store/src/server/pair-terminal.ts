// The first words between a terminal and an endpoint: is one there, and does it take this code.
import type { Pairing } from '../configuration.ts'
import { EndpointClient } from './endpoint-client.ts'
import { describeFailure } from './endpoint-error.ts'
import { whoAnswers } from './who-answers.ts'

/** Why no endpoint was found at an address. Each asks something else of whoever stands at the terminal. */
export type AddressFailure =
  /** Nobody answers there: the server is down, the network is, or the address is of no machine. */
  | 'unreachable'
  /** Somebody answers who is no endpoint, or the text is no address. */
  | 'wrong_address'
  /** Somebody answers, but not to this page: another web server, or an endpoint that was not told of this page's origin. */
  | 'unreadable'
  /** Whoever serves this page does not let it talk to that address. */
  | 'forbidden'

/** Why there is no pairing yet. */
export type PairingFailure =
  | Extract<AddressFailure, 'unreachable' | 'wrong_address'>
  /** Wrong, used or expired. */
  | 'wrong_code'
  | 'too_many_tries'

export type PairingOutcome =
  { readonly kind: 'paired'; readonly pairing: Pairing } | { readonly kind: 'failed'; readonly failure: PairingFailure }

/** Asks whether an endpoint is at this base URL; null when there is one. */
export async function findEndpoint(serverUrl: string): Promise<AddressFailure | null> {
  const client = new EndpointClient(serverUrl, '')
  try {
    await client.checkHealth()
    return null
  } catch (error) {
    const { code } = describeFailure(error)
    if (code !== 'network') return isOutOfOrder(code) ? 'unreachable' : 'wrong_address'
    const who = await whoAnswers(client.healthUrl)
    return who === 'nobody' ? 'unreachable' : who
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
  return code === 'network' || isOutOfOrder(code) ? 'unreachable' : 'wrong_address'
}

/** A server that has trouble of its own is an endpoint all the same, and one that nothing can be done with now. */
function isOutOfOrder(code: string): boolean {
  return code === 'timeout' || /^http_5/.test(code)
}
