import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const SAMPLE_EVERY_MS = 1_000
const TELL_EVERY = 15

/** Resident memory of a process, in MiB, once a second. */
export class MemorySamples {
  readonly #pid: number
  readonly #samples: number[] = []

  constructor(pid: number) {
    this.#pid = pid
  }

  now(): number {
    const [, kib] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${this.#pid}/status`, 'utf8'))!
    return Math.round(Number(kib) / 1024)
  }

  async sampleUntil(isOver: () => boolean, onSample: (mib: number) => void): Promise<void> {
    while (!isOver()) {
      this.#samples.push(this.now())
      if (this.#samples.length % TELL_EVERY === 0) onSample(this.#samples.at(-1)!)
      await sleep(SAMPLE_EVERY_MS)
    }
  }

  /** The median of the second third: the first is warming up. */
  early(): number {
    const third = this.#samples.length / 3
    return median(this.#samples.slice(third, 2 * third))
  }

  /** The median of the last third. */
  late(): number {
    return median(this.#samples.slice((2 * this.#samples.length) / 3))
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}
