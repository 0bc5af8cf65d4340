import { SCOPES } from '@barra/replication-protocol'
import { renderUnicodeCompact } from 'uqr'
import { parseScopes } from '../../terminals/parse-scopes.ts'
import type { PairingCode } from '../../terminals/terminal-registry.ts'
import { CommandError, type Command } from '../command.ts'

interface AddOptions {
  readonly name: string
  readonly scopes: string | undefined
  /** For a client that cannot pair with a code. */
  readonly printsToken: boolean
}

export function addTerminal({ name, scopes: words, printsToken }: AddOptions): Command {
  return async ({ endpoint, environment, print }) => {
    const scopes = words === undefined ? SCOPES : parseScopes(words)
    if (printsToken) print((await endpoint.terminals.add({ name, scopes })).token)
    else
      describeInvitation(await endpoint.terminals.invite({ name, scopes }), environment.publicUrl).forEach((line) => print(line))
  }
}

/** With the sale app's address the QR code opens it and fills in the code; without, a scanner at the terminal types the digits. */
function describeInvitation({ code, expiresAt }: PairingCode, publicUrl: string | null): string[] {
  return [
    code,
    '',
    renderUnicodeCompact(publicUrl === null ? code : `${publicUrl}/#${code}`, { border: 2 }),
    '',
    `Type it at the terminal before ${new Date(expiresAt).toTimeString().slice(0, 5)}: it is good for one terminal, once.`,
  ]
}

export const listTerminals: Command = async ({ endpoint, print }) => {
  for (const { name, scopes, createdAt, revokedAt } of await endpoint.terminals.list()) {
    const state = revokedAt === null ? 'active' : `revoked ${isoDay(revokedAt)}`
    print([name, scopes.join(','), `added ${isoDay(createdAt)}`, state].join('\t'))
  }
}

export function revokeTerminal(name: string): Command {
  return async ({ endpoint, print }) => {
    const isRevoked = await endpoint.terminals.revoke(name)
    if (!isRevoked) throw new CommandError(`there is no terminal called ${JSON.stringify(name)} with a good token`)
    print(`Revoked ${name}.`)
  }
}

function isoDay(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10)
}
