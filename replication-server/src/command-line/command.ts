import type { Database } from '@barra/database'
import type { Environment } from '../configuration/environment.ts'
import type { ReplicationEndpoint } from '../replication-endpoint.ts'
import type { Logger } from 'pino'

/** What a command works with; the database is closed after it. */
export interface CommandContext {
  readonly environment: Environment
  readonly database: Database
  readonly endpoint: ReplicationEndpoint
  readonly logger: Logger
  /** Writes a line for the person who typed the command. */
  readonly print: (line: string) => void
}

export type Command = (context: CommandContext) => Promise<void>

/** The command line itself is wrong; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The command could not do what it was asked, for a reason that needs no stack trace. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}
