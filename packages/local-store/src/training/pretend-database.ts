// One pulled database as the endpoint serves it, in memory: its feed, its documents by id, and its checksums.
import { documentText, formatSeq, parseSeq, type Change, type ReplicatedDocument, type Seq } from '@barra/replication-protocol'
import { jsonAnswer } from './json-answer.ts'

export type Columns = Record<string, unknown>

interface Entry {
  readonly n: number
  readonly columns: Columns
  readonly isDeleted: boolean
}

const SEQS_PER_PURGE = 100_000

export class PretendDatabase {
  readonly #epoch: string
  readonly #entries = new Map<string, Entry>()
  #newest = 0
  #purges = { count: 0, upTo: 0 }

  constructor(epoch: string) {
    this.#epoch = epoch
  }

  /** Where the feed stands. */
  get seq(): string {
    return this.#seqAt(this.#newest)
  }

  columns(id: string): Columns | undefined {
    return this.#entries.get(id)?.columns
  }

  put(id: string, columns: Columns): void {
    this.#write(id, columns, false)
  }

  remove(id: string): void {
    this.#write(id, this.#entries.get(id)!.columns, true)
  }

  /** Forgets its tombstones: who has not read past the newest of them is told to pull from 0, under the same epoch. */
  purgeTombstones(): void {
    const tombstones = [...this.#entries].filter(([, { isDeleted }]) => isDeleted)
    tombstones.forEach(([id]) => this.#entries.delete(id))
    this.#purges = { count: this.#purges.count + 1, upTo: Math.max(...tombstones.map(([, { n }]) => n)) }
  }

  changes(query: URLSearchParams): Response {
    const since = parseSeq(query.get('since') ?? '')
    if (since && this.#isForgotten(since)) return jsonAnswer({ error: 'epoch_changed', reason: 'pull from 0' }, 410)
    const from = since ? since.n % SEQS_PER_PURGE : 0
    const after = [...this.#entries].filter(([, { n }]) => n > from).sort(([, a], [, b]) => a.n - b.n)
    const page = after.slice(0, Number(query.get('limit')))
    const results = page.map(([id, entry]) => this.#toChange(id, entry))
    return jsonAnswer({ results, last_seq: this.#seqAt(page.at(-1)?.[1].n ?? from), pending: after.length - page.length })
  }

  async checksum(query: URLSearchParams, isSettled: boolean): Promise<Response> {
    const startkey = JSON.parse(query.get('startkey')!) as string
    const limit = Number(query.get('limit'))
    const range = this.#live(startkey, null).slice(0, limit)
    const lines = range.map(async ([id, { columns }]) => `${id}:${await sha256(documentText(columns))}\n`)
    const update_seq = this.seq
    return jsonAnswer({
      startkey,
      endkey: range.length < limit ? null : range.at(-1)![0],
      count: range.length,
      checksum: await sha256((await Promise.all(lines)).join('')),
      update_seq,
      settled: isSettled && query.get('since') === update_seq,
    })
  }

  allDocs(query: URLSearchParams): Response {
    const endkey = query.get('endkey')
    const range = this.#live(JSON.parse(query.get('startkey')!) as string, endkey && (JSON.parse(endkey) as string))
    const rows = range.map(([id, entry]) => ({ id, key: id, value: {}, doc: this.#toChange(id, entry).doc }))
    return jsonAnswer({ total_rows: rows.length, offset: 0, rows, update_seq: this.seq })
  }

  #write(id: string, columns: Columns, isDeleted: boolean): void {
    this.#newest += 1
    this.#entries.set(id, { n: this.#newest, columns, isDeleted })
  }

  #isForgotten({ n, epoch }: Seq): boolean {
    const { count, upTo } = this.#purges
    return epoch !== this.#epoch || (Math.floor(n / SEQS_PER_PURGE) !== count && n % SEQS_PER_PURGE < upTo)
  }

  #live(startkey: string, endkey: string | null): [string, Entry][] {
    return [...this.#entries]
      .filter(([id, { isDeleted }]) => !isDeleted && id >= startkey && (endkey === null || id <= endkey))
      .sort(([a], [b]) => (a < b ? -1 : 1))
  }

  #toChange(id: string, { n, columns, isDeleted }: Entry): Change {
    const rev = `${n}-${'0'.repeat(32)}`
    const doc: ReplicatedDocument = { _id: id, _rev: rev, ...columns, ...(isDeleted ? { _deleted: true as const } : {}) }
    return { seq: this.#seqAt(n), id, changes: [{ rev }], doc, ...(isDeleted ? { deleted: true as const } : {}) }
  }

  /** It tells of the purges before it, as the endpoint's does. */
  #seqAt(n: number): string {
    return formatSeq({ n: this.#purges.count * SEQS_PER_PURGE + n, epoch: this.#epoch })
  }
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
