// The tickets database of a pretend endpoint: takes tickets exactly once, or refuses them.
import { formatSeq, type PreflightVerdict, type Verdict } from '@barra/replication-protocol'
import { jsonAnswer } from './json-answer.ts'
import type { Columns } from './pretend-database.ts'

export interface IntakeTicket extends Columns {
  readonly _id: string
}

export interface IntakeReceipt {
  readonly columns: Columns
  readonly remoteId: string
}

export interface Refusal {
  readonly code: string
  readonly reason: string
}

/** What the club does with a ticket: why it refuses it, if it does, and what storing it means; what throws there is not stored. */
export interface IntakeRules {
  judge(ticket: IntakeTicket): Refusal | null
  store(ticket: IntakeTicket): void
  now(): string
}

const FIRST_REMOTE_ID = 9000
const REV = `1-${'0'.repeat(32)}`

export class PretendIntake {
  readonly #rules: IntakeRules
  readonly receipts = new Map<string, IntakeReceipt>()
  /** Ids of tickets that were taken back. */
  readonly cancelled = new Set<string>()

  constructor(rules: IntakeRules) {
    this.#rules = rules
  }

  take(body: string): Response {
    const { docs } = JSON.parse(body) as { docs: readonly IntakeTicket[] }
    return jsonAnswer(
      docs.map((ticket) => this.#take(ticket)),
      201,
    )
  }

  /** Says what `take` would, and takes nothing. */
  tryOut(body: string): Response {
    const { docs } = JSON.parse(body) as { docs: readonly IntakeTicket[] }
    return jsonAnswer(docs.map((ticket) => this.#tryOut(ticket)))
  }

  find(body: string, epoch: string): Response {
    const { keys } = JSON.parse(body) as { keys: readonly string[] }
    const rows = keys.map((key) => (this.receipts.has(key) ? { id: key, key, value: { rev: REV } } : { key, error: 'not_found' }))
    return jsonAnswer({ total_rows: this.receipts.size, offset: 0, rows, update_seq: formatSeq({ n: 0, epoch }) })
  }

  /** Has it stored, without asking anybody. */
  keep({ _id, ...columns }: IntakeTicket): IntakeReceipt {
    const receipt = { columns, remoteId: String(FIRST_REMOTE_ID + this.receipts.size) }
    this.receipts.set(_id, receipt)
    if (typeof columns['cancels'] === 'string') this.cancelled.add(columns['cancels'])
    return receipt
  }

  #tryOut(ticket: IntakeTicket): PreflightVerdict {
    const id = ticket._id
    if (this.receipts.has(id)) return { ok: true, id, duplicate: true }
    const refusal = this.#refusalOf(ticket)
    return refusal ? { id, error: 'forbidden', ...refusal } : { ok: true, id }
  }

  /** What the club says; of a cancellation, then, what becomes of the ticket that it takes back. */
  #refusalOf(ticket: IntakeTicket): Refusal | null {
    const refusal = this.#rules.judge(ticket)
    const original = ticket['cancels']
    if (refusal || typeof original !== 'string') return refusal
    if (!this.receipts.has(original)) return { code: 'original_not_found', reason: 'no such ticket is stored' }
    return this.cancelled.has(original) ? { code: 'already_cancelled', reason: 'it was taken back before' } : null
  }

  #take(ticket: IntakeTicket): Verdict {
    const { _id } = ticket
    const receipt = this.receipts.get(_id)
    const refusal = receipt ? null : this.#refusalOf(ticket)
    if (refusal) return { id: _id, error: 'forbidden', ...refusal }
    if (!receipt) this.#rules.store(ticket)
    const { remoteId } = receipt ?? this.keep(ticket)
    const accepted = { ok: true, id: _id, rev: REV, remote_id_ticket: remoteId, synced_at: this.#rules.now() } as const
    return receipt ? { ...accepted, duplicate: true } : accepted
  }
}
