import { SCOPES, type Scope } from '@barra/replication-protocol'
import { TerminalError } from './terminal.ts'

/**
 * Reads "pull,push".
 * @throws TerminalError when a word is no scope.
 */
export function parseScopes(text: string): Scope[] {
  return text.split(',').map((word) => {
    const scope = SCOPES.find((known) => known === word.trim())
    if (!scope) throw new TerminalError(`${JSON.stringify(word.trim())} is no scope: there are ${SCOPES.join(' and ')}`)
    return scope
  })
}
