import { fork, type ChildProcess } from 'node:child_process'
import { end } from './serving-process.ts'

/** A process of the stress's own, which takes orders and sends messages. */
export class ForkedProcess<Order, Message> {
  readonly name: string
  /** Resolves when it ended by itself, all done; rejects when it failed. A killed one does neither. */
  readonly done: Promise<void>
  readonly #child: ChildProcess
  #isKilled = false

  /** @param file the entry's URL */
  constructor(name: string, file: URL, onMessage: (message: Message) => void) {
    this.name = name
    // Maps, typed arrays and documents go through as they are.
    this.#child = fork(file, {
      execArgv: ['--import', 'tsx'],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    })
    let said = ''
    this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-10_000)))
    this.#child.on('message', (message) => onMessage(message as Message))
    this.done = new Promise((resolve, reject) => {
      this.#child.once('error', reject)
      this.#child.once('close', (code) => {
        if (code === 0) resolve()
        else if (!this.#isKilled) reject(new Error(`${name} ended with ${code}: ${said}`))
      })
    })
  }

  tell(order: Order): void {
    if (this.#child.connected) this.#child.send(order as object)
  }

  async kill(): Promise<void> {
    this.#isKilled = true
    await end(this.#child)
  }
}
