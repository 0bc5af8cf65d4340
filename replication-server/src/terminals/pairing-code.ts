import { createHash, randomInt } from 'node:crypto'

const DIGITS = 6

/** How long a code is good. */
export const PAIRING_CODE_MINUTES = 10

/** Six digits that a person reads aloud across a bar. Few enough to guess, so they live shortly and tries are counted. */
export function newPairingCode(): string {
  return String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0')
}

export function isPairingCode(text: string): boolean {
  return /^\d{6}$/.test(text)
}

/** What is stored of a code for the minutes it is good. */
export function hashPairingCode(code: string): string {
  return createHash('sha256').update(`pairing ${code}`).digest('hex')
}
