import type { Scope } from '@barra/replication-protocol'

/** A terminal that may talk to the endpoint. */
export interface Terminal {
  readonly name: string
  readonly scopes: readonly Scope[]
}

/** A terminal as an administrator lists it; times are epoch milliseconds. */
export interface TerminalRecord extends Terminal {
  readonly createdAt: number
  /** null while its token is good. */
  readonly revokedAt: number | null
}

/** A terminal's name or token that cannot be taken, with a message for the administrator. */
export class TerminalError extends Error {
  override readonly name = 'TerminalError'
}
