// The command `replication-server`: reads the words and the environment, runs one command, sets the exit code.
import { pino } from 'pino'
import { openDatabase } from '@barra/database'
import { ConfigurationError, readEnvironment } from '../configuration/environment.ts'
import { openReplicationEndpoint } from '../replication-endpoint.ts'
import { TerminalError } from '../terminals/terminal.ts'
import { CommandError, UsageError, type Command } from './command.ts'
import { parseCommand } from './parse-command.ts'
import { USAGE } from './usage.ts'

const FAILED = 1
const WRONG_USAGE = 2

export async function main(words: readonly string[] = process.argv.slice(2)): Promise<void> {
  // Somebody piped the output into `head`.
  process.stdout.on('error', () => process.exit())
  try {
    const command = parseCommand(words)
    if (command) await run(command)
    else process.stdout.write(USAGE)
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`)
    process.exitCode = error instanceof UsageError || error instanceof ConfigurationError ? WRONG_USAGE : FAILED
  }
}

async function run(command: Command): Promise<void> {
  const environment = readEnvironment(process.env)
  const { databaseUrl, timeZone, stock, corsOrigins, logLevel } = environment
  const logger = pino({
    level: logLevel,
    redact: ['req.headers.authorization', 'headers.authorization', '*.headers.authorization'],
  })
  const database = openDatabase(databaseUrl)
  try {
    const endpoint = openReplicationEndpoint({ database, timeZone, stock, corsOrigins, logger })
    const print = (line: string) => void process.stdout.write(`${line}\n`)
    await command({ environment, database, endpoint, logger, print })
  } finally {
    await database.close()
  }
}

function describe(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\nSee replication-server --help.`
  if (error instanceof ConfigurationError || error instanceof CommandError || error instanceof TerminalError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
