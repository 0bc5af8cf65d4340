// The command `replication-server serve` in a process of its own, as a person would run it.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const COMMAND = fileURLToPath(new URL('../../replication-server/bin/replication-server.mjs', import.meta.url))
const LISTENING = /http:\/\/127\.0\.0\.1:\d+\/replication/

export interface ServingProcess {
  readonly child: ChildProcess
  /** Everything it printed so far. */
  readonly output: { readonly out: string; readonly err: string }
  /** Of the mount point, once it listens; rejects with what it said when it ends instead. How long it may take is the test's business. */
  readonly base: Promise<string>
  readonly exitCode: Promise<number | null>
}

/** Killed with the test if it still runs. */
export function serve(variables: Readonly<Record<string, string>>): ServingProcess {
  const child = spawn(process.execPath, [COMMAND, 'serve'], {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'silent', ...variables },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const output = { out: '', err: '' }
  const exitCode = once(child, 'close').then(([code]) => code as number | null)
  const base = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.out += text
      const found = LISTENING.exec(output.out)
      if (found) resolve(found[0])
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.err += text))
    exitCode.then(() => reject(new Error(`it does not listen: ${output.out}${output.err}`)), reject)
  })
  // Killed with its test, it may end before anybody asked.
  base.catch(() => {})
  return { child, output, base, exitCode }
}
