import { randomBytes } from 'node:crypto'
import type { Database } from '@barra/database'
import { DEMO_USERNAME, setPassword } from '@barra/main-api'

export interface DemoLogin {
  readonly username: string
  readonly password: string
}

/** Gives the seeded demo account its password; null in a club that has no such account. */
export async function giveDemoPassword(database: Database, given: string | undefined): Promise<DemoLogin | null> {
  const password = given ?? randomBytes(9).toString('base64url')
  return (await setPassword(database, DEMO_USERNAME, password)) ? { username: DEMO_USERNAME, password } : null
}
