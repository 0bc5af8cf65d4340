// PINs are kept as a slow salted hash. Four digits are soon tried out by who takes the disk home; it keeps colleagues out of each
// other's name, not thieves out of anything. scrypt in plain JavaScript, since WebCrypto is withheld from pages over http.
import { scryptAsync } from '@noble/hashes/scrypt.js'
import { bytesToHex, hexToBytes, randomBytes } from '@noble/hashes/utils.js'

export interface PinHash {
  /** Hexadecimal. */
  readonly salt: string
  readonly hash: string
  /** scrypt's parameters, kept with it so that they can be raised. */
  readonly cost: { readonly N: number; readonly r: number; readonly p: number }
}

/** A tenth of a second on a cashier's computer: scrypt's usual cost where a person waits. */
const COST = { N: 2 ** 14, r: 8, p: 1 }

export function isPin(text: string): boolean {
  return /^\d{4,6}$/.test(text)
}

export async function hashPin(pin: string): Promise<PinHash> {
  const salt = bytesToHex(randomBytes(16))
  return { salt, hash: await derive(pin, salt, COST), cost: COST }
}

export async function isRightPin(pin: string, { salt, hash, cost }: PinHash): Promise<boolean> {
  return (await derive(pin, salt, cost)) === hash
}

async function derive(pin: string, salt: string, cost: PinHash['cost']): Promise<string> {
  return bytesToHex(await scryptAsync(pin, hexToBytes(salt), { ...cost, dkLen: 32 }))
}
