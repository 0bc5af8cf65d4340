// The terminal's side of the wire: requests with a time limit, answers checked once, failures as EndpointError.
import {
  parseSeq,
  paths,
  TICKETS_DATABASE,
  type AcceptedTicket,
  type AllDocs,
  type AllDocsRow,
  type ChangesPage,
  type PairingRequest,
  type PulledDatabase,
  type PreflightVerdict,
  type RangeChecksum,
  type RefusedTicket,
  type ReplicatedDocument,
  type Verdict,
} from '@barra/replication-protocol'
import type { Pairing } from '../configuration.ts'
import { EndpointError } from './endpoint-error.ts'
import { healthAnswer, type HealthAnswer } from './health-answer.ts'
import { readTimeZone } from './read-time-zone.ts'
import { browserTransport, type Transport } from './transport.ts'

const HEALTH_LIMIT_MS = 3_000
const REQUEST_LIMIT_MS = 10_000
const PUSH_LIMIT_MS = 30_000

export class EndpointClient {
  readonly #baseUrl: string
  readonly #token: string
  readonly #transport: Transport

  constructor(serverUrl: string, token: string, transport: Transport = browserTransport) {
    this.#baseUrl = new URL(serverUrl.replace(/\/$/, ''), globalThis.location?.href).href
    this.#token = token
    this.#transport = transport
  }

  /** Needs no token. */
  get healthUrl(): string {
    return this.#baseUrl + paths.health
  }

  /** Resolves when the endpoint itself says it is well. @throws EndpointError */
  async checkHealth(): Promise<HealthAnswer> {
    const startedAt = performance.now() // The clock may be set meanwhile.
    const body = await this.#request(paths.health, { limitMs: HEALTH_LIMIT_MS })
    if (body.status !== 'ok') throw new EndpointError('bad_answer', 'the health route answered something else')
    return healthAnswer(body, performance.now() - startedAt, Date.now())
  }

  /** Has the endpoint know this client's token from now on, by a code. @throws EndpointError */
  async pair(code: string): Promise<Pick<Pairing, 'terminal' | 'timeZone'>> {
    const request: PairingRequest = { code, token: this.#token }
    const { terminal, time_zone } = await this.#request(paths.pair, { method: 'POST', body: JSON.stringify(request) })
    if (typeof terminal !== 'string') throw new EndpointError('bad_answer', 'the endpoint named no terminal')
    return { terminal, ...readTimeZone(time_zone) }
  }

  /**
   * One page of changes with their documents.
   * @throws EndpointError, with code `epoch_changed` when `since` is of another epoch
   */
  async changes(db: PulledDatabase, since: string, limit: number, signal: AbortSignal): Promise<ChangesPage> {
    const query = new URLSearchParams({ since, limit: String(limit), include_docs: 'true' })
    const body = await this.#request(`${paths.changes(db)}?${query}`, { signal })
    if (!Array.isArray(body.results) || typeof body.last_seq !== 'string') {
      throw new EndpointError('bad_answer', 'the changes feed answered something that is no page')
    }
    return body as unknown as ChangesPage
  }

  /** Hands tickets to the intake; one verdict for each, in order. @throws EndpointError when there is no verdict to rely on */
  async pushTickets(docs: readonly { readonly _id: string }[]): Promise<readonly Verdict[]> {
    const body = await this.#request(paths.bulkDocs(TICKETS_DATABASE), {
      method: 'POST',
      body: JSON.stringify({ docs }),
      limitMs: PUSH_LIMIT_MS,
    })
    if (!Array.isArray(body) || body.length !== docs.length || !docs.every(({ _id }, i) => isVerdictFor(_id, body[i]))) {
      throw new EndpointError('bad_answer', 'the intake answered something that are no verdicts')
    }
    return body as Verdict[]
  }

  /** What the intake would say of these tickets now; it stores nothing. @throws EndpointError */
  async preflightTickets(docs: readonly { readonly _id: string }[]): Promise<readonly PreflightVerdict[]> {
    const body = await this.#request(paths.preflight(TICKETS_DATABASE), {
      method: 'POST',
      body: JSON.stringify({ docs }),
      limitMs: PUSH_LIMIT_MS,
    })
    if (!Array.isArray(body) || body.length !== docs.length || !docs.every(({ _id }, i) => isForeseenFor(_id, body[i]))) {
      throw new EndpointError('bad_answer', 'the intake answered something that are no verdicts')
    }
    return body as PreflightVerdict[]
  }

  /**
   * Which of these tickets the main database has, and in which epoch that is so.
   * @throws EndpointError
   */
  async findStoredTickets(
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<{ readonly epoch: string; readonly stored: ReadonlySet<string> }> {
    const body = await this.#request(`${paths.allDocs(TICKETS_DATABASE)}?update_seq=true`, {
      method: 'POST',
      body: JSON.stringify({ keys: ids }),
      signal,
    })
    const { rows, update_seq } = body as { [Field in keyof AllDocs]?: unknown }
    const epoch = parseSeq(String(update_seq))?.epoch
    if (!epoch || !Array.isArray(rows) || rows.length !== ids.length || !ids.every((id, i) => isRowOf(id, rows[i]))) {
      throw new EndpointError('bad_answer', 'the endpoint did not say of each ticket whether it is there')
    }
    const found = (rows as AllDocsRow[]).filter((row) => 'value' in row)
    return { epoch, stored: new Set(found.map(({ key }) => key)) }
  }

  /** What a copy that was read up to `since` must add up to in the range from `startkey` on. @throws EndpointError */
  async checksum(
    db: PulledDatabase,
    { startkey, limit, since }: { readonly startkey: string; readonly limit: number; readonly since: string },
    signal: AbortSignal,
  ): Promise<RangeChecksum> {
    const query = new URLSearchParams({ startkey: JSON.stringify(startkey), limit: String(limit), since })
    const body = await this.#request(`${paths.checksum(db)}?${query}`, { signal })
    if (!isChecksum(body)) throw new EndpointError('bad_answer', 'the endpoint answered something that is no checksum')
    return body as unknown as RangeChecksum
  }

  /** The documents of a range, both ends included, and where the feed stood when they were these. @throws EndpointError */
  async documents(
    db: PulledDatabase,
    { startkey, endkey }: { readonly startkey: string; readonly endkey: string | null },
    signal: AbortSignal,
  ): Promise<{ readonly documents: readonly ReplicatedDocument[]; readonly updateSeq: string }> {
    const query = new URLSearchParams({ startkey: JSON.stringify(startkey), include_docs: 'true', update_seq: 'true' })
    if (endkey !== null) query.set('endkey', JSON.stringify(endkey))
    const body = await this.#request(`${paths.allDocs(db)}?${query}`, { signal })
    const { rows, update_seq } = body as { [Field in keyof AllDocs]?: unknown }
    const documents = Array.isArray(rows) ? (rows as { doc?: ReplicatedDocument }[]).map(({ doc }) => doc) : [undefined]
    if (typeof update_seq !== 'string' || !documents.every((doc) => typeof doc?._id === 'string'))
      throw new EndpointError('bad_answer', 'the endpoint answered something that are no documents')
    return { documents: documents as ReplicatedDocument[], updateSeq: update_seq }
  }

  /** Where the hint stream is, and a fetch that carries the token. */
  get databaseUpdates(): { url: string; fetch: typeof fetch } {
    return {
      url: `${this.#baseUrl}${paths.databaseUpdates}?feed=eventsource`,
      fetch: (input, init) => this.#transport(input, { ...init, headers: { ...init?.headers, ...this.#authorization() } }),
    }
  }

  #authorization(): { Authorization: string } {
    return { Authorization: `Bearer ${this.#token}` }
  }

  async #request(
    path: string,
    { limitMs = REQUEST_LIMIT_MS, ...init }: RequestInit & { limitMs?: number } = {},
  ): Promise<Record<string, unknown>> {
    const limit = AbortSignal.timeout(limitMs)
    try {
      const response = await this.#transport(this.#baseUrl + path, {
        ...init,
        cache: 'no-store',
        credentials: 'omit',
        // Never followed: the endpoint does not send anybody elsewhere, and where a captive portal does a page may not look.
        redirect: 'manual',
        headers: {
          Accept: 'application/json',
          ...(init.body ? { 'Content-Type': 'application/json' } : {}),
          ...this.#authorization(),
        },
        signal: init.signal ? AbortSignal.any([limit, init.signal]) : limit,
      })
      if (response.type === 'opaqueredirect') throw new EndpointError('not_json', 'something on the way answers in its place')
      const body = await readJson(response)
      if (!response.ok) throw refusal(response, body)
      if (typeof body !== 'object' || body === null) throw new EndpointError('bad_answer', 'the answer is no object')
      return body as Record<string, unknown>
    } catch (error) {
      if (error instanceof EndpointError) throw error
      if (limit.aborted) throw new EndpointError('timeout', `no answer within ${limitMs / 1000} s`, { cause: error })
      throw new EndpointError('network', 'no connection to the server', { cause: error })
    }
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!response.ok) return null
    throw new EndpointError('not_json', 'something other than the endpoint answered', { cause: error })
  }
}

type AnyVerdict = { readonly [Field in keyof AcceptedTicket | keyof RefusedTicket]?: unknown }

/** A row that is neither acceptance nor refusal says nothing about the ticket, whatever else it says. */
function isVerdictFor(id: string, row: unknown): boolean {
  const verdict = (row ?? {}) as AnyVerdict
  const isAccepted = verdict.ok === true && typeof verdict.remote_id_ticket === 'string' && typeof verdict.synced_at === 'string'
  return verdict.id === id && (isAccepted || isRefusal(verdict))
}

function isForeseenFor(id: string, row: unknown): boolean {
  const verdict = (row ?? {}) as AnyVerdict
  return verdict.id === id && (verdict.ok === true || isRefusal(verdict))
}

function isRefusal({ error, code, reason }: AnyVerdict): boolean {
  return error === 'forbidden' && typeof code === 'string' && typeof reason === 'string'
}

function isChecksum(body: { readonly [Field in keyof RangeChecksum]?: unknown }): boolean {
  const { startkey, endkey, count, checksum, update_seq, settled } = body
  const isRange = typeof startkey === 'string' && (endkey === null || typeof endkey === 'string')
  const isSum = Number.isInteger(count) && typeof checksum === 'string'
  return isRange && isSum && typeof update_seq === 'string' && typeof settled === 'boolean'
}

/** A row that says neither that the ticket is there nor that it is not says nothing. */
function isRowOf(id: string, row: unknown): boolean {
  const { key, value, error } = (row ?? {}) as { key?: unknown; value?: { rev?: unknown }; error?: unknown }
  return key === id && (typeof value?.rev === 'string' || error === 'not_found')
}

function refusal(response: Response, body: unknown): EndpointError {
  const { error, reason } = (body ?? {}) as { error?: unknown; reason?: unknown }
  const message = typeof reason === 'string' ? reason : `the server answered ${response.status}`
  if (response.status === 401) return new EndpointError('unauthorized', message)
  if (response.status === 403) return new EndpointError('forbidden', message)
  if (response.status === 410 && error === 'epoch_changed') return new EndpointError('epoch_changed', message)
  return new EndpointError(`http_${response.status}`, message)
}
