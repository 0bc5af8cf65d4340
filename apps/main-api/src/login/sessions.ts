import { createHash, randomBytes } from 'node:crypto'

export interface LoggedInUser {
  readonly id_user: number
  readonly username: string
  readonly id_role: number | null
}

const SESSION_MS = 12 * 60 * 60 * 1000

/** Who holds which token, in memory: a restart logs everybody out. */
export class Sessions {
  readonly #clock: () => Date
  readonly #byTokenHash = new Map<string, { user: LoggedInUser; endsAt: number }>()

  constructor(clock: () => Date) {
    this.#clock = clock
  }

  open(user: LoggedInUser): string {
    const now = this.#clock().getTime()
    for (const [hash, session] of this.#byTokenHash) if (session.endsAt <= now) this.#byTokenHash.delete(hash)
    const token = randomBytes(32).toString('base64url')
    this.#byTokenHash.set(hashOf(token), { user, endsAt: now + SESSION_MS })
    return token
  }

  userOf(token: string): LoggedInUser | null {
    const session = this.#byTokenHash.get(hashOf(token))
    return session && session.endsAt > this.#clock().getTime() ? session.user : null
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
