import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, Buffer>(scrypt)
const KEY_BYTES = 32

export const HASH_SCHEME = 'scrypt'

/** A salted scrypt hash, as 'scrypt$<salt>$<key>'. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return [HASH_SCHEME, salt.toString('base64url'), (await derive(password, salt, KEY_BYTES)).toString('base64url')].join('$')
}

export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [scheme, salt, key] = hash.split('$')
  if (scheme !== HASH_SCHEME || !salt || !key) return false
  const expected = Buffer.from(key, 'base64url')
  const actual = await derive(password, Buffer.from(salt, 'base64url'), KEY_BYTES)
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}
