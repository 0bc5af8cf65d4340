// Who may pull and push: terminals, their tokens and scopes.
import type { Database } from '@barra/database'
import { SCOPES, type Scope } from '@barra/replication-protocol'
import { findByTokenHash, insertRow, listRows, replaceRevokedRow, revokeRow, type TerminalRow } from './terminals-database.ts'
import { TerminalError, type Terminal, type TerminalRecord } from './terminal.ts'
import { assertToken, hashToken, isSameHash, newToken } from './token.ts'

/** No colon, which ends the name in Basic credentials, and nothing that cannot be seen. */
const NAME = /^[^\s:\p{C}](?:[^:\p{C}]{0,98}[^\s:\p{C}])?$/u

export interface NewTerminal {
  /** 1 to 100 characters, without a colon. */
  readonly name: string
  /** Both unless told. */
  readonly scopes?: readonly Scope[]
  /** Made here unless given. */
  readonly token?: string
}

export interface TerminalRegistry {
  /**
   * Registers a terminal, or gives a revoked one a new token.
   * @returns the token, which is stored nowhere and cannot be told again
   * @throws TerminalError when the name is in use or is no name, or the given token is too short, in use or no Bearer token
   */
  add(terminal: NewTerminal): Promise<{ readonly token: string }>
  list(): Promise<TerminalRecord[]>
  /** Takes effect with the next request. False when there is no such terminal, or it is revoked already. */
  revoke(name: string): Promise<boolean>
  /** The terminal whose token this is; null when it is nobody's, revoked, or not that of the terminal named. */
  authenticate(credentials: { readonly token: string; readonly name?: string }): Promise<Terminal | null>
}

export function createTerminalRegistry({ database, clock }: { database: Database; clock: () => Date }): TerminalRegistry {
  return {
    async add({ name, scopes = SCOPES, token = newToken() }) {
      assertName(name)
      if (scopes.length === 0) throw new TerminalError('a terminal needs at least one scope')
      assertToken(token)
      const row: TerminalRow = {
        name,
        token_hash: hashToken(token),
        scopes: SCOPES.filter((scope) => scopes.includes(scope)).join(','),
        created_at: clock().getTime(),
        revoked_at: null,
      }
      const isAdded = (await insertRow(database, row)) || (await replaceRevokedRow(database, row))
      if (!isAdded)
        throw new TerminalError(`there is a terminal called ${JSON.stringify(name)}, or that token is in use: revoke it first`)
      return { token }
    },

    async list() {
      return (await listRows(database)).map((row) => ({
        ...toTerminal(row),
        createdAt: row.created_at,
        revokedAt: row.revoked_at,
      }))
    },

    revoke: (name) => revokeRow(database, name, clock().getTime()),

    async authenticate({ token, name }) {
      const tokenHash = hashToken(token)
      const row = await findByTokenHash(database, tokenHash)
      if (!row || row.revoked_at !== null || !isSameHash(row.token_hash, tokenHash)) return null
      return name === undefined || name === row.name ? toTerminal(row) : null
    },
  }
}

function assertName(name: string): void {
  if (!NAME.test(name))
    throw new TerminalError(`a terminal cannot be called ${JSON.stringify(name)}: 1 to 100 characters, no colon`)
}

function toTerminal({ name, scopes }: TerminalRow): Terminal {
  return { name, scopes: SCOPES.filter((scope) => scopes.split(',').includes(scope)) }
}
