// Two endpoints beside one database, as processes: one serves, the other stands by, and a killed one is replaced.
import { once } from 'node:events'
import { serve, type ServingProcess } from '../processes/serve.ts'

export class ServingPair {
  readonly #variables: Readonly<Record<string, string>>
  #serving: ServingProcess
  #standingBy: ServingProcess

  constructor(variables: Readonly<Record<string, string>>) {
    this.#variables = variables
    this.#serving = serve(variables)
    this.#standingBy = serve(variables)
  }

  /** Where to reach the one that serves. */
  get base(): Promise<string> {
    return this.#serving.base
  }

  /** Resolves when both listen. */
  async isReady(): Promise<void> {
    await Promise.all([this.#serving.base, this.#standingBy.base])
  }

  /** SIGKILL; the other one serves at once. Resolves when a new one stands by. */
  async killServing(): Promise<void> {
    const { child } = this.#serving
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
    this.#serving = this.#standingBy
    this.#standingBy = serve(this.#variables)
    await this.#standingBy.base
  }
}
