import { ForkedProcess } from './forked-process.ts'
import type { ReaderCopy, ReaderMessage, ReaderOrder, ReaderTally } from './messages.ts'
import type { Random } from './random.ts'

interface Reader {
  readonly process: ForkedProcess<ReaderOrder, ReaderMessage>
  tally: ReaderTally
  copy?: ReaderCopy
}

const ENTRY = new URL('./reader-process.ts', import.meta.url)

/** Reader processes, of which some are killed: what a killed one held is lost, and its successor begins at the beginning. */
export class ReaderFleet {
  /** Rejects when a reader fails that nobody killed; never resolves. */
  readonly failed: Promise<never>
  readonly #seed: number
  readonly #token: string
  readonly #onViolation: (text: string) => void
  readonly #ended: Reader[] = []
  #reading: Reader[] = []
  #count = 0
  #fail!: (error: unknown) => void

  constructor(seed: number, token: string, onViolation: (text: string) => void) {
    this.#seed = seed
    this.#token = token
    this.#onViolation = onViolation
    this.failed = new Promise((_resolve, reject) => (this.#fail = reject))
    this.failed.catch(() => {})
  }

  add(urls: readonly string[]): void {
    const name = `reader ${this.#count++}`
    const process = new ForkedProcess<ReaderOrder, ReaderMessage>(name, ENTRY, (message) => {
      if (message.kind === 'violation') this.#onViolation(`${name}: ${message.text}`)
      else reader.tally = message.tally
      if (message.kind === 'report') reader.copy = message.copy
    })
    const reader: Reader = { process, tally: { pages: 0, rows: 0, hops: 0, unanswered: 0 } }
    process.done.catch(this.#fail)
    process.tell({ kind: 'start', name, seed: this.#seed, token: this.#token, urls })
    this.#reading.push(reader)
  }

  tellUrls(urls: readonly string[]): void {
    for (const { process } of this.#reading) process.tell({ kind: 'urls', urls })
  }

  async killAndReplace(random: Random, urls: readonly string[]): Promise<void> {
    const victim = random.pick(this.#reading)
    this.#reading = this.#reading.filter((reader) => reader !== victim)
    this.#ended.push(victim)
    await victim.process.kill()
    this.add(urls)
  }

  /** Resolves with each reader's copy when it has read to the end. */
  async finish(): Promise<readonly ReaderCopy[]> {
    for (const { process } of this.#reading) process.tell({ kind: 'finish' })
    await Promise.all(this.#reading.map(({ process }) => process.done))
    return this.#reading.map(({ copy }) => copy!)
  }

  /** Of all readers, killed ones too. */
  tally(): ReaderTally {
    const sum: ReaderTally = { pages: 0, rows: 0, hops: 0, unanswered: 0 }
    for (const { tally } of [...this.#ended, ...this.#reading]) {
      for (const name of Object.keys(sum) as (keyof ReaderTally)[]) sum[name] += tally[name]
    }
    return sum
  }

  async stop(): Promise<void> {
    await Promise.all(this.#reading.map(({ process }) => process.kill()))
  }
}
