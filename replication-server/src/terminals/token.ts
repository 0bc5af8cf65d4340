import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { TerminalError } from './terminal.ts'

const TOKEN_BYTES = 32

const SHORTEST_GIVEN = 16
const LONGEST_GIVEN = 512
/** What `Authorization: Bearer` can carry (RFC 6750). */
const BEARER = /^[A-Za-z0-9._~+/-]+=*$/

/** @throws TerminalError when the text is too short to be a secret, or no header can carry it */
export function assertToken(text: string): void {
  if (text.length < SHORTEST_GIVEN) throw new TerminalError(`a token needs at least ${SHORTEST_GIVEN} characters`)
  if (text.length > LONGEST_GIVEN) throw new TerminalError(`a token may have ${LONGEST_GIVEN} characters at most`)
  if (!BEARER.test(text)) throw new TerminalError('a token may hold letters, digits and . _ ~ + / - only')
}

/** A new secret of 256 random bits, in base64url. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** What is stored of a token. It is random, so it needs neither salt nor a slow hash. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Compares two hashes in a time that tells nothing of where they differ. */
export function isSameHash(a: string, b: string): boolean {
  const left = Buffer.from(a, 'hex')
  const right = Buffer.from(b, 'hex')
  return left.length === right.length && timingSafeEqual(left, right)
}
