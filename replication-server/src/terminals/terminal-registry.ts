// Who may pull and push: terminals, their tokens and scopes.
import type { Database } from '@barra/database'
import { SCOPES, type Scope } from '@barra/replication-protocol'
import { RememberedTerminals } from './remembered-terminals.ts'
import { hashPairingCode, isPairingCode, newPairingCode, PAIRING_CODE_MINUTES } from './pairing-code.ts'
import {
  findByTokenHash,
  insertRow,
  listRows,
  replaceRevokedRow,
  revokeRow,
  takePairing,
  writePairing,
  type TerminalRow,
} from './terminals-database.ts'
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

export interface PairingCode {
  /** Six digits. */
  readonly code: string
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

export interface TerminalRegistry {
  /**
   * Registers a terminal, or gives a revoked one a new token.
   * @returns the token, which is stored nowhere and cannot be told again
   * @throws TerminalError when the name is in use or is no name, or the given token is too short, in use or no Bearer token
   */
  add(terminal: NewTerminal): Promise<{ readonly token: string }>
  /**
   * Gives a terminal, new, known or revoked, a code with which it may take a token of its own within ten minutes. A token it has
   * stays good until then.
   * @throws TerminalError when the name is no name
   */
  invite(terminal: Omit<NewTerminal, 'token'>): Promise<PairingCode>
  /**
   * Exchanges a code for a token that the terminal made up itself, so that a lost answer costs nothing: asking again answers the same.
   * @returns the terminal; null when the code is wrong, used or expired
   * @throws TerminalError when the token is too short, or no Bearer token
   */
  pair(request: { readonly code: string; readonly token: string }): Promise<Terminal | null>
  list(): Promise<TerminalRecord[]>
  /**
   * Takes effect with the next request to this process, and within a second in others.
   * @returns false when there is no such terminal, or it is revoked already
   */
  revoke(name: string): Promise<boolean>
  /** The terminal whose token this is; null when it is nobody's, revoked, or not that of the terminal named. */
  authenticate(credentials: { readonly token: string; readonly name?: string }): Promise<Terminal | null>
}

export function createTerminalRegistry({ database, clock }: { database: Database; clock: () => Date }): TerminalRegistry {
  const remembered = new RememberedTerminals()
  const registry: TerminalRegistry = {
    async add({ name, scopes = SCOPES, token = newToken() }) {
      assertName(name)
      assertScopes(scopes)
      assertToken(token)
      const row = newRow({ name, scopes, token, now: clock().getTime() })
      const isAdded = (await insertRow(database, row)) || (await replaceRevokedRow(database, row))
      if (!isAdded)
        throw new TerminalError(`there is a terminal called ${JSON.stringify(name)}, or that token is in use: revoke it first`)
      return { token }
    },

    async invite({ name, scopes = SCOPES }) {
      assertName(name)
      assertScopes(scopes)
      const now = clock().getTime()
      // Nobody knows its first token.
      const row = newRow({ name, scopes, token: newToken(), now })
      if (!(await insertRow(database, row))) await replaceRevokedRow(database, row)
      const expiresAt = now + PAIRING_CODE_MINUTES * 60_000
      for (;;) {
        const code = newPairingCode()
        if (await writePairing(database, name, { hash: hashPairingCode(code), expiresAt, now })) return { code, expiresAt }
      }
    },

    async pair({ code, token }) {
      assertToken(token)
      const exchange = { hash: hashPairingCode(code), tokenHash: hashToken(token), now: clock().getTime() }
      const row = isPairingCode(code) ? await takePairing(database, exchange) : null
      remembered.clear()
      return row ? toTerminal(row) : registry.authenticate({ token })
    },

    async list() {
      return (await listRows(database)).map((row) => ({
        ...toTerminal(row),
        createdAt: row.created_at,
        revokedAt: row.revoked_at,
      }))
    },

    async revoke(name) {
      const isRevoked = await revokeRow(database, name, clock().getTime())
      remembered.clear()
      return isRevoked
    },

    async authenticate({ token, name }) {
      const tokenHash = hashToken(token)
      const terminal = remembered.get(tokenHash) ?? (await find(tokenHash))
      return terminal && (name === undefined || name === terminal.name) ? terminal : null
    },
  }
  return registry

  async function find(tokenHash: string): Promise<Terminal | null> {
    const askedAtMs = performance.now()
    const row = await findByTokenHash(database, tokenHash)
    if (!row || row.revoked_at !== null || !isSameHash(row.token_hash, tokenHash)) return null
    const terminal = toTerminal(row)
    remembered.add(tokenHash, terminal, askedAtMs)
    return terminal
  }
}

function assertName(name: string): void {
  if (!NAME.test(name))
    throw new TerminalError(`a terminal cannot be called ${JSON.stringify(name)}: 1 to 100 characters, no colon`)
}

function assertScopes(scopes: readonly Scope[]): void {
  if (scopes.length === 0) throw new TerminalError('a terminal needs at least one scope')
}

function newRow({ name, scopes, token, now }: Required<NewTerminal> & { readonly now: number }): TerminalRow {
  const words = SCOPES.filter((scope) => scopes.includes(scope)).join(',')
  return { name, token_hash: hashToken(token), scopes: words, created_at: now, revoked_at: null }
}

function toTerminal({ name, scopes }: TerminalRow): Terminal {
  return { name, scopes: SCOPES.filter((scope) => scopes.split(',').includes(scope)) }
}
