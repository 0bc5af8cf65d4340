import type { Terminal } from './terminal.ts'

const REMEMBERED_MS = 1_000

/**
 * Terminals whose tokens were found good within the last second. A client's replication asks several things of every page, and the
 * club's database need not be asked each time whose token it is.
 */
export class RememberedTerminals {
  readonly #byTokenHash = new Map<string, { readonly terminal: Terminal; readonly untilMs: number }>()

  get(tokenHash: string): Terminal | undefined {
    const remembered = this.#byTokenHash.get(tokenHash)
    if (remembered && performance.now() < remembered.untilMs) return remembered.terminal
    this.#byTokenHash.delete(tokenHash)
    return undefined
  }

  /** @param askedAtMs by `performance.now()`, before the database was asked: it may have changed since */
  add(tokenHash: string, terminal: Terminal, askedAtMs: number): void {
    this.#byTokenHash.set(tokenHash, { terminal, untilMs: askedAtMs + REMEMBERED_MS })
  }

  clear(): void {
    this.#byTokenHash.clear()
  }
}
