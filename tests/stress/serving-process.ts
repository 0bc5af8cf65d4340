// `replication-server serve` in a process of its own: a sequencer and the routes, as in production.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { dyingWithUs } from '../processes/dying-with-us.ts'

const COMMAND = fileURLToPath(new URL('../../replication-server/bin/replication-server.mjs', import.meta.url))
const LISTENING = /Listening on (http:\/\/\S+?)\/?\s/

export interface ServingProcess {
  /** Of the mount point, without a slash at its end. */
  readonly url: string
  readonly pid: number
  /** What it logged as an error; empty when all went well. */
  errors(): string
  /** Ends it like a power cut. */
  kill(): Promise<void>
}

/**
 * Resolves when it listens.
 * @throws Error with what it said when it does not come up.
 */
export async function startServing(databaseUrl: string): Promise<ServingProcess> {
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'error' }
  const child = spawn(...dyingWithUs(process.execPath, [COMMAND, 'serve']), { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let errors = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const listening = LISTENING.exec(said)
      if (listening) resolve(listening[1]!)
      errors += text
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .join('\n')
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}: ${said}${errors}`)))
  })
  return {
    url,
    pid: child.pid!,
    errors: () => errors,
    kill: () => end(child),
  }
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}
