// The query of `_changes`: read strictly, since a parameter that is misread would lose or repeat documents silently.
import { MAX_CHANGES_LIMIT, parseSeq } from '@barra/replication-protocol'
import { RequestError } from './request-error.ts'

export interface ChangesQuery {
  /** A wire seq, null for the beginning, 'now' for the end. */
  readonly since: string | null
  readonly limit: number
  readonly includeDocs: boolean
  readonly feed: 'normal' | 'longpoll'
  /** How long a long poll waits. */
  readonly timeoutMs: number
  /** How often a waiting long poll sends a newline; null for never. */
  readonly heartbeatMs: number | null
}

const LONGEST_WAIT_MS = 60_000
const SHORTEST_HEARTBEAT_MS = 1_000
const KNOWN_BUT_IMPOSSIBLE = ['filter', 'view', 'doc_ids', 'selector', 'descending']

/**
 * Parameters that stock clients add and that change nothing here (`style`, `seq_interval` …) are passed over.
 * @throws RequestError bad_request, saying which parameter is wrong.
 */
export function parseChangesQuery(url: string): ChangesQuery {
  const query = readQuery(url)
  const impossible = KNOWN_BUT_IMPOSSIBLE.find((name) => query.has(name) && query.get(name) !== 'false')
  if (impossible)
    throw new RequestError('bad_request', `${impossible} is not supported: a database is always given whole, in order`)
  const heartbeat = query.get('heartbeat')
  return {
    since: parseSince(query.get('since')),
    limit: parseLimit(query.get('limit')),
    includeDocs: parseBoolean('include_docs', query.get('include_docs')),
    feed: parseFeed(query.get('feed')),
    timeoutMs: Math.min(parseWhole('timeout', query.get('timeout')) ?? LONGEST_WAIT_MS, LONGEST_WAIT_MS),
    heartbeatMs: parseHeartbeat(heartbeat),
  }
}

/** The parameters of a URL, each at most once. */
export function readQuery(url: string): Map<string, string> {
  const query = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(url.split('?').slice(1).join('?'))) {
    if (query.has(name)) throw new RequestError('bad_request', `${name} is given twice`)
    query.set(name, value)
  }
  return query
}

function parseSince(text: string | undefined): string | null {
  if (text === undefined || text === '0') return null
  if (text === 'now') return text
  if (!parseSeq(text)) throw new RequestError('bad_request', `since is no seq: ${shorten(text)}`)
  return text
}

function parseLimit(text: string | undefined): number {
  const limit = parseWhole('limit', text) ?? MAX_CHANGES_LIMIT
  if (limit > MAX_CHANGES_LIMIT) throw new RequestError('bad_request', `limit may be ${MAX_CHANGES_LIMIT} at most`)
  // As in CouchDB, where 0 means 1.
  return Math.max(limit, 1)
}

function parseFeed(text = 'normal'): 'normal' | 'longpoll' {
  if (text === 'normal' || text === 'longpoll') return text
  throw new RequestError('bad_request', `feed may be normal or longpoll, not ${shorten(text)}`)
}

function parseHeartbeat(text: string | undefined): number | null {
  if (text === undefined || text === 'false') return null
  if (text === 'true') return LONGEST_WAIT_MS
  return Math.max(parseWhole('heartbeat', text)!, SHORTEST_HEARTBEAT_MS)
}

function parseBoolean(name: string, text = 'false'): boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  throw new RequestError('bad_request', `${name} may be true or false, not ${shorten(text)}`)
}

function parseWhole(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,15}$/.test(text))
    throw new RequestError('bad_request', `${name} must be a whole number from 0 on, not ${shorten(text)}`)
  return Number(text)
}

function shorten(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}
