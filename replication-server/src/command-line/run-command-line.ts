// Reads the words and the environment, runs one command, and says with an exit code how it went.
import { pino } from 'pino'
import { openDatabase, type Database } from '@barra/database'
import { ConfigurationError } from '../configuration/configuration-error.ts'
import { readEnvironment } from '../configuration/environment.ts'
import { isNotInstalled, isUnavailable } from '../database-errors.ts'
import { openReplicationEndpoint } from '../replication-endpoint.ts'
import { InstallError } from '../install/install-error.ts'
import { TerminalError } from '../terminals/terminal.ts'
import { CommandError, UsageError, type Command } from './command.ts'
import { parseCommand } from './parse-command.ts'
import { USAGE } from './usage.ts'

export interface Surroundings {
  readonly variables: Readonly<Record<string, string | undefined>>
  /** Writes a line of what was asked for. */
  readonly print: (line: string) => void
  /** Writes a line about what went wrong. */
  readonly printError: (line: string) => void
}

const DONE = 0
const FAILED = 1
const WRONG_USAGE = 2

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** @returns the exit code */
export async function runCommandLine(words: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    const command = parseCommand(words)
    if (command) await run(command, surroundings)
    else surroundings.print(USAGE)
    return DONE
  } catch (error) {
    surroundings.printError(describe(error))
    return error instanceof UsageError || error instanceof ConfigurationError ? WRONG_USAGE : FAILED
  }
}

async function run(command: Command, { variables, print }: Surroundings): Promise<void> {
  const environment = readEnvironment(variables)
  const { databaseUrl, collections, timeZone, stock, corsOrigins, logLevel, repairTotals } = environment
  const redact = ['req.headers.authorization', 'headers.authorization', '*.headers.authorization']
  const logger = pino({ level: logLevel, redact })
  const database = open(databaseUrl)
  try {
    const auditIntervalMs = environment.auditMinutes * MINUTE_MS
    const tombstonesKeptMs = environment.tombstoneDays * DAY_MS
    const endpoint = openReplicationEndpoint({
      ...{ database, collections, timeZone, stock, corsOrigins, logger },
      ...{ repairTotals, auditIntervalMs, tombstonesKeptMs },
    })
    await command({ environment, database, endpoint, logger, print })
  } finally {
    await database.close()
  }
}

function open(databaseUrl: string): Database {
  try {
    return openDatabase(databaseUrl)
  } catch (cause) {
    throw new CommandError(`the database cannot be opened: ${(cause as Error).message}`, { cause })
  }
}

function describe(error: unknown): string {
  if (isUnavailable(error)) {
    const { message, code } = error as { message: string; code?: string }
    return `the database does not answer: ${message || code}`
  }
  if (isNotInstalled(error)) return 'replication is not installed in this database: run `replication-server install`'
  if (error instanceof UsageError) return `${error.message}\nSee replication-server --help.`
  if (!(error instanceof Error)) return String(error)
  const isForPeople = [ConfigurationError, CommandError, InstallError, TerminalError].some((type) => error instanceof type)
  return isForPeople ? error.message : (error.stack ?? error.message)
}
