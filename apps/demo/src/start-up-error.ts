import { ConfigurationError, TerminalError } from '@barra/replication-server'

/** A reason for not starting that the person at the keyboard can mend; its message is all that they need to read. */
export class StartUpError extends Error {
  override readonly name = 'StartUpError'
}

/** One sentence for what is expected to go wrong, the whole stack for what is not. */
export function describeFailure(error: unknown): string {
  if (error instanceof StartUpError || error instanceof ConfigurationError || error instanceof TerminalError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
