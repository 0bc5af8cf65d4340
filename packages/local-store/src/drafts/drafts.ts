import { map, switchMap, type Observable } from 'rxjs'
import { dexieTableOf } from '../collections/dexie-table.ts'
import { plain, withoutMeta } from '../collections/plain.ts'
import type { KeptDraft, TerminalCollections } from '../collections/terminal-collections.ts'
import { sumOpenOrders, type DraftOrder, type OpenOrders } from './draft-order.ts'

/** The open orders, kept on disk so that a reload or a crash does not lose one. */
export class Drafts {
  readonly #drafts: TerminalCollections['drafts']
  readonly #isSold: (ticketId: string) => Promise<boolean>

  readonly open$: Observable<OpenOrders>

  constructor(drafts: TerminalCollections['drafts'], isSold: (ticketId: string) => Promise<boolean>) {
    this.#drafts = drafts
    this.#isSold = isSold
    this.open$ = drafts.find().$.pipe(
      switchMap((found) => this.#unsold(found.map(plain))),
      map(sumOpenOrders),
    )
  }

  /**
   * The drafts, but for one that became a ticket before the page went away and could say so: it must not be sold again. From the disk:
   * what RxDB remembers may be older than what the tab before wrote last.
   */
  async load(): Promise<readonly DraftOrder[]> {
    const kept = await (await dexieTableOf(this.#drafts.storageInstance)).toArray()
    const unsold = await this.#unsold(kept.map((draft) => withoutMeta(draft as KeptDraft)))
    return unsold.sort((a, b) => a.slot - b.slot)
  }

  async save(draft: DraftOrder): Promise<void> {
    // Not incrementalUpsert: a write the disk refused once would make it reject for ever after.
    await this.#drafts.upsert({ id: idOf(draft.slot), draft, ticketId: null })
  }

  /** Frees a slot. Its record stays, empty: a deleted one would leave a tombstone with every sale. */
  async clear(slot: number): Promise<void> {
    await this.#drafts.upsert({ id: idOf(slot), draft: null, ticketId: null })
  }

  /** Notes on disk which ticket the draft in this slot is about to become. */
  async markClosing(slot: number, ticketId: string): Promise<void> {
    const [kept] = await this.#drafts.storageInstance.findDocumentsById([idOf(slot)], false)
    if (kept) await this.#drafts.upsert({ ...withoutMeta<KeptDraft>(kept), ticketId })
  }

  async #unsold(kept: readonly KeptDraft[]): Promise<DraftOrder[]> {
    return (await Promise.all(kept.map((one) => this.#unlessSold(one)))).filter((draft) => draft !== null)
  }

  async #unlessSold({ id, draft, ticketId }: KeptDraft): Promise<DraftOrder | null> {
    if (!draft || (ticketId !== null && (await this.#isSold(ticketId)))) return null
    return { ...draft, slot: slotOf(id), turn: draft.turn ?? 0 }
  }
}

/** The first slot's record has the name from when there was no other. */
const FIRST_ID = 'current'

function idOf(slot: number): string {
  return slot === 1 ? FIRST_ID : String(slot)
}

function slotOf(id: string): number {
  return id === FIRST_ID ? 1 : Number(id)
}
