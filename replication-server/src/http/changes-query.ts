import { MAX_CHANGES_LIMIT, parseSeq } from '@barra/replication-protocol'
import { parseBoolean, parseOneOf, parseWhole, readQuery, shorten } from './query.ts'
import { RequestError } from './request-error.ts'

const FEEDS = ['normal', 'longpoll', 'continuous', 'eventsource'] as const

export interface ChangesQuery {
  /** A wire seq, null for the beginning, 'now' for the end. */
  readonly since: string | null
  /** Infinity when none was given. */
  readonly limit: number
  readonly includeDocs: boolean
  readonly feed: (typeof FEEDS)[number]
  /** How long a feed waits for something to tell. */
  readonly timeoutMs: number
  /** How often a waiting feed sends a sign of life; null for never. */
  readonly heartbeatMs: number | null
}

const LONGEST_WAIT_MS = 60_000
const SHORTEST_HEARTBEAT_MS = 1_000
const KNOWN_BUT_IMPOSSIBLE = ['filter', 'view', 'doc_ids', 'selector', 'descending']

/**
 * The query of `_changes`. What stock clients add and changes nothing here is checked (`style`, `seq_interval`: each document has
 * one leaf, and every row its seq) or passed over (`conflicts`, `attachments` …).
 * @throws RequestError bad_request, saying which parameter is wrong.
 */
export function parseChangesQuery(url: string): ChangesQuery {
  const query = readQuery(url)
  const impossible = KNOWN_BUT_IMPOSSIBLE.find((name) => query.has(name) && query.get(name) !== 'false')
  if (impossible)
    throw new RequestError('bad_request', `${impossible} is not supported: a database is always given whole, in order`)
  parseOneOf('style', query.get('style') ?? 'main_only', ['main_only', 'all_docs'])
  parseWhole('seq_interval', query.get('seq_interval'))
  return {
    since: parseSince(query.get('since')),
    limit: parseLimit(query.get('limit')),
    includeDocs: parseBoolean('include_docs', query.get('include_docs')),
    feed: parseOneOf('feed', query.get('feed') ?? 'normal', FEEDS),
    timeoutMs: Math.min(parseWhole('timeout', query.get('timeout')) ?? LONGEST_WAIT_MS, LONGEST_WAIT_MS),
    heartbeatMs: parseHeartbeat(query.get('heartbeat')),
  }
}

/** Where to go on, by `since` or by the `Last-Event-ID` of an event stream that was cut. */
export function parseSince(text: string | undefined): string | null {
  if (text === undefined || text === '0') return null
  if (text === 'now') return text
  if (!parseSeq(text)) throw new RequestError('bad_request', `since is no seq: ${shorten(text)}`)
  return text
}

function parseLimit(text: string | undefined): number {
  const limit = parseWhole('limit', text)
  if (limit === undefined) return Infinity
  if (limit > MAX_CHANGES_LIMIT)
    throw new RequestError('bad_request', `limit may be ${MAX_CHANGES_LIMIT} at most; without one, everything is streamed`)
  // As in CouchDB, where 0 means 1.
  return Math.max(limit, 1)
}

function parseHeartbeat(text: string | undefined): number | null {
  if (text === undefined || text === 'false') return null
  if (text === 'true') return LONGEST_WAIT_MS
  return Math.max(parseWhole('heartbeat', text)!, SHORTEST_HEARTBEAT_MS)
}
