import type { Random } from './random.ts'
import { startServing, type ServingProcess } from './serving-process.ts'

/** Several endpoint processes beside one database. */
export class EndpointFleet {
  readonly #databaseUrl: string
  readonly #faults: string[] = []
  #serving: ServingProcess[] = []

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl
  }

  get urls(): readonly string[] {
    return this.#serving.map(({ url }) => url)
  }

  async start(count: number): Promise<void> {
    this.#serving = await Promise.all(Array.from({ length: count }, () => startServing(this.#databaseUrl)))
  }

  /** Kills one wherever it stands, and starts another in its place; the others go on meanwhile. */
  async killAndReplace(random: Random): Promise<void> {
    const victim = random.pick(this.#serving)
    this.#noteFaults(victim)
    await victim.kill()
    this.#serving = this.#serving.filter((serving) => serving !== victim)
    this.#serving.push(await startServing(this.#databaseUrl))
  }

  /** What the processes logged as errors. */
  faults(): readonly string[] {
    this.#serving.forEach((serving) => this.#noteFaults(serving))
    return this.#faults
  }

  async stop(): Promise<void> {
    await Promise.all(this.#serving.map((serving) => serving.kill()))
  }

  #noteFaults(serving: ServingProcess): void {
    if (serving.errors() !== '') this.#faults.push(`an endpoint logged: ${serving.errors().slice(0, 2_000)}`)
  }
}
