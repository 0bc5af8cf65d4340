import { plainOrNull } from '../collections/plain.ts'
import type { TerminalCollections } from '../collections/terminal-collections.ts'
import type { DraftCart } from './draft-cart.ts'

const CURRENT = 'current'

/** The open cart, kept on disk so that a reload or a crash does not lose an order. */
export class Drafts {
  readonly #drafts: TerminalCollections['drafts']
  readonly #isSold: (ticketId: string) => Promise<boolean>

  constructor(drafts: TerminalCollections['drafts'], isSold: (ticketId: string) => Promise<boolean>) {
    this.#drafts = drafts
    this.#isSold = isSold
  }

  /** The draft, unless it became a ticket and the page went away before it could say so: it must not be sold again. */
  async load(): Promise<DraftCart | null> {
    const kept = plainOrNull(await this.#drafts.findOne(CURRENT).exec())
    if (!kept?.draft || (kept.ticketId !== null && (await this.#isSold(kept.ticketId)))) return null
    return kept.draft
  }

  async save(draft: DraftCart | null): Promise<void> {
    // Not incrementalUpsert: a write the disk refused once would make it reject for ever after.
    await this.#drafts.upsert({ id: CURRENT, draft, ticketId: null })
  }

  /** Notes on disk which ticket the draft is about to become. */
  async markClosing(ticketId: string): Promise<void> {
    const kept = plainOrNull(await this.#drafts.findOne(CURRENT).exec())
    if (kept) await this.#drafts.upsert({ ...kept, ticketId })
  }
}
