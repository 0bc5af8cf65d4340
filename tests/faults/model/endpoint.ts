// Starts, kills and restarts the endpoint's process. A spare one waits, so that a restart takes milliseconds.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const CHILD = fileURLToPath(new URL('endpoint-child.ts', import.meta.url))
/** Where nobody listens. */
const NO_PORT = 1

export class Endpoint {
  #spare: Promise<ChildProcess> = spawnChild()
  #running: ChildProcess | undefined
  #port = NO_PORT
  #databaseUrl: string | undefined

  get port(): number {
    return this.#port
  }

  get isRunning(): boolean {
    return this.#running !== undefined
  }

  /** Serves this database, in the process that runs or in the spare one. */
  async serve(databaseUrl: string): Promise<void> {
    this.#databaseUrl = databaseUrl
    if (!this.#running) {
      this.#running = await this.#spare
      this.#spare = spawnChild()
    }
    this.#port = (await this.#ask(databaseUrl))!
  }

  /** Starts it again on the database it served, unless it runs. */
  async start(): Promise<void> {
    if (!this.#running) await this.serve(this.#databaseUrl!)
  }

  /** SIGKILL; resolves when the process is gone. */
  async kill(): Promise<void> {
    const child = this.#running
    this.#running = undefined
    this.#port = NO_PORT
    if (!child) return
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }

  /** Lets go of the database. */
  async release(): Promise<void> {
    if (this.#running) await this.#ask(null)
    this.#port = NO_PORT
  }

  async stop(): Promise<void> {
    await this.kill()
    ;(await this.#spare).kill('SIGKILL')
  }

  async #ask(databaseUrl: string | null): Promise<number | null> {
    const answered = once(this.#running!, 'message')
    this.#running!.send({ databaseUrl })
    const [answer] = (await answered) as [{ port: number | null; error?: string }]
    if (answer.error) throw new Error(`the endpoint does not start: ${answer.error}`)
    return answer.port
  }
}

async function spawnChild(): Promise<ChildProcess> {
  const child = fork(CHILD, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  await once(child, 'message')
  return child
}
