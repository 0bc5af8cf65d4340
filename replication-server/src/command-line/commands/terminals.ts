import { SCOPES } from '@barra/replication-protocol'
import { parseScopes } from '../../terminals/parse-scopes.ts'
import { CommandError, type Command } from '../command.ts'

export function addTerminal(name: string, scopes: string | undefined): Command {
  return async ({ endpoint, print }) => {
    const { token } = await endpoint.terminals.add({ name, scopes: scopes === undefined ? SCOPES : parseScopes(scopes) })
    print(token)
  }
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
