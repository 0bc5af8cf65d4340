// The product as a process of its own, so that a test can really kill it.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePort } from '../network/free-port.ts'

const DEMO = fileURLToPath(new URL('../../apps/demo/src/main.ts', import.meta.url))
const SHIFTED_CLOCK = new URL('./shifted-clock.mjs', import.meta.url).href
const START_LIMIT_MS = 90_000

export class ClubServer {
  #environment: NodeJS.ProcessEnv
  #clockOffsetMs = 0
  #port = 0
  #process: ChildProcess | undefined
  #output = ''

  constructor(environment: NodeJS.ProcessEnv) {
    this.#environment = environment
  }

  get port(): number {
    return this.#port
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** Everything the process printed, for a failing test to tell. */
  get output(): string {
    return this.#output
  }

  /** What its clock is to show from the next start on. */
  setClock(at: Date): void {
    this.#clockOffsetMs = at.getTime() - Date.now()
  }

  /** What else its environment says from the next start on. */
  tell(environment: NodeJS.ProcessEnv): void {
    this.#environment = { ...this.#environment, ...environment }
  }

  /** Starts the process, on the same port as before, and waits until it is well. */
  async start(): Promise<void> {
    this.#port ||= await freePort()
    const env = {
      ...process.env,
      PORT: String(this.#port),
      HOST: '127.0.0.1',
      ...this.#environment,
      CLOCK_OFFSET_MS: String(this.#clockOffsetMs),
    }
    const child = spawn(process.execPath, ['--import', SHIFTED_CLOCK, '--import', 'tsx', DEMO], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.on('data', (text) => (this.#output += text))
    child.stderr.on('data', (text) => (this.#output += text))
    this.#process = child
    const giveUpAt = Date.now() + START_LIMIT_MS
    while (!(await this.#isWell())) {
      if (child.exitCode !== null || Date.now() > giveUpAt) throw new Error(`the club's server did not start:\n${this.#output}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  /** SIGKILL: no goodbye, as in a power cut. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process
    this.#process = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }

  async #isWell(): Promise<boolean> {
    const answer = await fetch(`${this.url}/replication/health`).catch(() => null)
    return answer?.ok === true
  }
}
