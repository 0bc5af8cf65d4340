// The command `replication-server` as a process.
import { runCommandLine } from './run-command-line.ts'

export async function main(): Promise<void> {
  // Somebody piped the output into `head`.
  process.stdout.on('error', () => process.exit())
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    variables: process.env,
    print: (line) => void process.stdout.write(`${line}\n`),
    printError: (line) => void process.stderr.write(`${line}\n`),
  })
}
