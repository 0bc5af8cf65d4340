// The endpoint as seen from the terminal, in memory and with faults on demand. Only the network is faked in these tests.
import type { Change, ReplicatedDocument, Verdict } from '@barra/replication-protocol'
import { documentText, formatSeq, parseSeq, type Seq } from '@barra/replication-protocol'

type Columns = Record<string, unknown>

const SEQS_PER_PURGE = 100_000

interface Entry {
  readonly n: number
  readonly columns: Columns
  readonly isDeleted: boolean
}

/**
 * What becomes of one request: answered; never received; received but its answer lost or cut in the middle; never answered;
 * or answered by something else (a Response stands for itself).
 */
export type Fate = 'answer' | 'no_connection' | 'answer_lost' | 'half_answer' | 'silence' | 'html' | `http_${number}` | Response

export interface FakeRequest {
  readonly path: string
  readonly requestNumber: number
  readonly body: string
}

export class FakeEndpoint {
  epoch = 'aaaaaaaaaaaa'
  isDown = false
  /** Whether it would stand by its checksums. */
  isSettled = true
  fate: (request: FakeRequest) => Fate | Promise<Fate> = () => 'answer'
  judge: (ticket: Columns & { _id: string }) => { code: string; reason: string } | null = () => null
  readonly requests: string[] = []
  readonly tickets = new Map<string, { columns: Columns; remoteId: string }>()
  #n = 0
  #feeds = new Map<string, Map<string, Entry>>()
  readonly #purges = new Map<string, { count: number; upTo: number }>()
  readonly #streams = new Set<ReadableStreamDefaultController<Uint8Array>>()

  put(db: string, id: string, columns: Columns): void {
    this.#write(db, id, columns, false)
  }

  remove(db: string, id: string): void {
    this.#write(db, id, this.#feed(db).get(id)!.columns, true)
  }

  /** The database was restored: other history, no documents yet. What it had of `tickets` stays. */
  restore(epoch: string): void {
    this.epoch = epoch
    this.#n = 0
    this.#feeds = new Map()
    this.#purges.clear()
  }

  /** The endpoint forgets its tombstones: who has not read past the newest of them is told to pull from 0, under the same epoch. */
  purgeTombstones(db: string): void {
    const tombstones = [...this.#feed(db)].filter(([, { isDeleted }]) => isDeleted)
    tombstones.forEach(([id]) => this.#feed(db).delete(id))
    const { count } = this.#purgesOf(db)
    this.#purges.set(db, { count: count + 1, upTo: Math.max(...tombstones.map(([, { n }]) => n)) })
  }

  /** Every stream breaks and nothing answers until `isDown` is false again. */
  goDown(): void {
    this.isDown = true
    for (const stream of this.#streams) stream.error(new TypeError('connection reset'))
    this.#streams.clear()
  }

  countRequests(part: string): number {
    return this.requests.filter((request) => request.includes(part)).length
  }

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    init?.signal?.throwIfAborted()
    const url = new URL(String(input))
    const path = url.pathname.replace(/^\/replication/, '') + url.search
    const requestNumber = this.requests.push(`${init?.method ?? 'GET'} ${path}`)
    const fate = this.isDown ? 'no_connection' : await this.fate({ path, requestNumber, body: String(init?.body ?? '') })
    if (fate instanceof Response) return fate
    if (fate === 'no_connection') throw new TypeError('Failed to fetch')
    if (fate === 'silence') return untilAborted(init?.signal)
    if (fate === 'html') return new Response('<html>Accept the terms</html>', { headers: { 'Content-Type': 'text/html' } })
    if (fate.startsWith('http_')) return json({ error: 'some_error', reason: 'it broke' }, Number(fate.slice('http_'.length)))
    const answer = await this.#answer(url, init)
    if (fate === 'answer_lost') throw new TypeError('Failed to fetch')
    return fate === 'half_answer' ? cutInHalf(answer) : answer
  }

  #answer(url: URL, init?: RequestInit): Response | Promise<Response> {
    const path = url.pathname.replace(/^\/replication/, '')
    if (path === '/health') return json({ status: 'ok' })
    if (new Headers(init?.headers).get('Authorization') !== 'Bearer secret')
      return json({ error: 'unauthorized', reason: 'no' }, 401)
    if (path === '/_db_updates') return this.#openStream(init?.signal)
    if (path === '/tickets/_all_docs') return this.#findTickets(String(init?.body))
    if (path === '/tickets/_bulk_docs') return this.#takeTickets(String(init?.body))
    const checked = /^\/(\w+)\/_checksum$/.exec(path)?.[1]
    if (checked) return this.#checksum(checked, url.searchParams)
    const listed = /^\/(\w+)\/_all_docs$/.exec(path)?.[1]
    if (listed) return this.#allDocs(listed, url.searchParams)
    const db = /^\/(\w+)\/_changes$/.exec(path)?.[1]
    if (db) return this.#changes(db, url.searchParams)
    return json({ error: 'not_found', reason: path }, 404)
  }

  #changes(db: string, query: URLSearchParams): Response {
    const since = parseSeq(query.get('since') ?? '')
    if (since && this.#isForgotten(db, since)) return json({ error: 'epoch_changed', reason: 'pull from 0' }, 410)
    const from = since ? since.n % SEQS_PER_PURGE : 0
    const after = [...this.#feed(db)].filter(([, { n }]) => n > from).sort(([, a], [, b]) => a.n - b.n)
    const page = after.slice(0, Number(query.get('limit')))
    const results = page.map(([id, entry]) => this.#toChange(db, id, entry))
    return json({ results, last_seq: this.#seq(db, page.at(-1)?.[1].n ?? from), pending: after.length - page.length })
  }

  #isForgotten(db: string, { n, epoch }: Seq): boolean {
    const { count, upTo } = this.#purgesOf(db)
    return epoch !== this.epoch || (Math.floor(n / SEQS_PER_PURGE) !== count && n % SEQS_PER_PURGE < upTo)
  }

  async #checksum(db: string, query: URLSearchParams): Promise<Response> {
    const startkey = JSON.parse(query.get('startkey')!) as string
    const limit = Number(query.get('limit'))
    const range = this.#live(db, startkey, null).slice(0, limit)
    const lines = range.map(async ([id, { columns }]) => `${id}:${await sha256(documentText(columns))}\n`)
    const update_seq = this.#seq(db, this.#newest(db))
    return json({
      startkey,
      endkey: range.length < limit ? null : range.at(-1)![0],
      count: range.length,
      checksum: await sha256((await Promise.all(lines)).join('')),
      update_seq,
      settled: this.isSettled && query.get('since') === update_seq,
    })
  }

  #allDocs(db: string, query: URLSearchParams): Response {
    const endkey = query.get('endkey')
    const range = this.#live(db, JSON.parse(query.get('startkey')!) as string, endkey && (JSON.parse(endkey) as string))
    const rows = range.map(([id, entry]) => ({ id, key: id, value: {}, doc: this.#toChange(db, id, entry).doc }))
    return json({ total_rows: rows.length, offset: 0, rows, update_seq: this.#seq(db, this.#newest(db)) })
  }

  #live(db: string, startkey: string, endkey: string | null): [string, Entry][] {
    return [...this.#feed(db)]
      .filter(([id, { isDeleted }]) => !isDeleted && id >= startkey && (endkey === null || id <= endkey))
      .sort(([a], [b]) => (a < b ? -1 : 1))
  }

  #newest(db: string): number {
    return [...this.#feed(db).values()].reduce((newest, { n }) => Math.max(newest, n), 0)
  }

  #toChange(db: string, id: string, { n, columns, isDeleted }: Entry): Change {
    const rev = `${n}-${'0'.repeat(32)}`
    const doc: ReplicatedDocument = { _id: id, _rev: rev, ...columns, ...(isDeleted ? { _deleted: true as const } : {}) }
    return { seq: this.#seq(db, n), id, changes: [{ rev }], doc, ...(isDeleted ? { deleted: true as const } : {}) }
  }

  #takeTickets(body: string): Response {
    const { docs } = JSON.parse(body) as { docs: (Columns & { _id: string })[] }
    const verdicts = docs.map(({ _id, ...columns }): Verdict => {
      const stored = this.tickets.get(_id)
      const refusal = stored ? null : this.judge({ _id, ...columns })
      if (refusal) return { id: _id, error: 'forbidden', ...refusal }
      const remoteId = stored?.remoteId ?? String(9000 + this.tickets.size)
      this.tickets.set(_id, { columns, remoteId })
      const accepted = {
        ok: true,
        id: _id,
        rev: `1-${'0'.repeat(32)}`,
        remote_id_ticket: remoteId,
        synced_at: '2026-11-25T02:00:00-03:00',
      } as const
      return stored ? { ...accepted, duplicate: true } : accepted
    })
    return json(verdicts, 201)
  }

  #findTickets(body: string): Response {
    const { keys } = JSON.parse(body) as { keys: string[] }
    const rows = keys.map((key) =>
      this.tickets.has(key) ? { id: key, key, value: { rev: `1-${'0'.repeat(32)}` } } : { key, error: 'not_found' },
    )
    return json({ total_rows: this.tickets.size, offset: 0, rows, update_seq: this.#seq('tickets', 0) })
  }

  #openStream(signal?: AbortSignal | null): Response {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#streams.add(controller)
        signal?.addEventListener('abort', () => this.#streams.delete(controller))
      },
    })
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
  }

  #write(db: string, id: string, columns: Columns, isDeleted: boolean): void {
    this.#n += 1
    this.#feed(db).set(id, { n: this.#n, columns, isDeleted })
    const hint = `data: ${JSON.stringify({ db_name: db, type: 'updated', seq: this.#seq(db, this.#n) })}\n\n`
    for (const stream of this.#streams) stream.enqueue(new TextEncoder().encode(hint))
  }

  #feed(db: string): Map<string, Entry> {
    const feed = this.#feeds.get(db) ?? new Map<string, Entry>()
    this.#feeds.set(db, feed)
    return feed
  }

  #purgesOf(db: string): { count: number; upTo: number } {
    return this.#purges.get(db) ?? { count: 0, upTo: 0 }
  }

  /** It tells of the purges before it, as the endpoint's does. */
  #seq(db: string, n: number): string {
    return formatSeq({ n: this.#purgesOf(db).count * SEQS_PER_PURGE + n, epoch: this.epoch })
  }
}

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}

function untilAborted(signal?: AbortSignal | null): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function cutInHalf(answer: Response): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes.slice(0, bytes.length / 2)),
    pull: (controller) => controller.error(new TypeError('connection reset')),
  })
  return new Response(body, answer)
}
