// The command `replication-server` in this process, for what ends by itself.
import { runCommandLine } from '../../replication-server/src/command-line/run-command-line.ts'

export async function runCommand(words: readonly string[], variables: Record<string, string> = {}) {
  const out: string[] = []
  const err: string[] = []
  const code = await runCommandLine(words, { variables, print: (line) => out.push(line), printError: (line) => err.push(line) })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
