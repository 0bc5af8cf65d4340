import { plainOrNull } from '../collections/plain.ts'
import type { TerminalCollections } from '../collections/terminal-collections.ts'
import type { DraftCart } from './draft-cart.ts'

const CURRENT = 'current'

/** The open cart, kept on disk so that a reload or a crash does not lose an order. */
export class Drafts {
  readonly #drafts: TerminalCollections['drafts']

  constructor(drafts: TerminalCollections['drafts']) {
    this.#drafts = drafts
  }

  async load(): Promise<DraftCart | null> {
    const kept = await this.#drafts.findOne(CURRENT).exec()
    return plainOrNull(kept)?.draft ?? null
  }

  async save(draft: DraftCart | null): Promise<void> {
    await this.#drafts.incrementalUpsert({ id: CURRENT, draft })
  }
}
