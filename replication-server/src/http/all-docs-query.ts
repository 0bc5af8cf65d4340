// What is asked of `_all_docs`: in the query, or as fields of a POST's body, as CouchDB takes them.
import { MAX_ALL_DOCS_KEYS, MAX_CHANGES_LIMIT } from '@barra/replication-protocol'
import type { IdRange } from '../change-feed/id-range.ts'
import { parseBoolean, parseWhole, readQuery, shorten, type Query } from './query.ts'
import { RequestError } from './request-error.ts'

export interface AllDocsQuery {
  /** Documents by id, in this order; null for those of the range. */
  readonly keys: readonly string[] | null
  readonly range: IdRange
  readonly includeDocs: boolean
  readonly skip: number
  readonly limit: number
  readonly updateSeq: boolean
}

const PARAMETERS = ['keys', 'key', 'startkey', 'start_key', 'endkey', 'end_key', 'inclusive_end'] as const
const OPTIONS = ['include_docs', 'limit', 'skip', 'update_seq', 'descending'] as const
const RANGE = PARAMETERS.filter((name) => name !== 'keys' && name !== 'inclusive_end')

/** @throws RequestError bad_request, saying which parameter is wrong; too_large for too many keys */
export function parseAllDocsQuery(url: string, body: unknown = null): AllDocsQuery {
  const query = withBody(readQuery(url), body)
  if (parseBoolean('descending', query.get('descending')))
    throw new RequestError('bad_request', 'descending is not supported: documents are given in the order of their ids')
  const keys = parseKeys(query.get('keys'))
  const ranging = RANGE.find((name) => query.has(name))
  if (keys !== null && ranging !== undefined)
    throw new RequestError('bad_request', `keys and ${ranging} cannot be asked for together`)
  return {
    keys,
    range: parseRange(query),
    includeDocs: parseBoolean('include_docs', query.get('include_docs')),
    skip: parseWhole('skip', query.get('skip')) ?? 0,
    limit: parseLimit(query.get('limit')),
    updateSeq: parseBoolean('update_seq', query.get('update_seq')),
  }
}

/** Fields that mean nothing here are passed over, as in a query. */
function withBody(query: Query, body: unknown): Query {
  if (body === null) return query
  if (typeof body !== 'object' || Array.isArray(body)) throw new RequestError('bad_request', 'the body must be {"keys": […]}')
  const all = new Map(query)
  for (const [name, value] of Object.entries(body)) {
    const isParameter = PARAMETERS.some((known) => known === name)
    if (!isParameter && !OPTIONS.some((known) => known === name)) continue
    if (all.has(name)) throw new RequestError('bad_request', `${name} is given twice`)
    // The parameters are JSON in a query, too; the options are plain.
    all.set(name, typeof value === 'string' && !isParameter ? value : JSON.stringify(value))
  }
  return all
}

function parseKeys(text: string | undefined): readonly string[] | null {
  if (text === undefined) return null
  const keys = parseJson('keys', text)
  if (!Array.isArray(keys) || !keys.every((key) => typeof key === 'string'))
    throw new RequestError('bad_request', 'keys must be a JSON list of ids')
  if (keys.length > MAX_ALL_DOCS_KEYS) throw new RequestError('too_large', `at most ${MAX_ALL_DOCS_KEYS} keys at once`)
  return keys
}

function parseRange(query: Query): IdRange {
  const key = parseKey(query, 'key')
  if (key !== null) return { startkey: key, endkey: key }
  return {
    startkey: parseKey(query, 'startkey', 'start_key') ?? '',
    endkey: parseKey(query, 'endkey', 'end_key'),
    isEndIncluded: parseBoolean('inclusive_end', query.get('inclusive_end') ?? 'true'),
  }
}

function parseKey(query: Query, ...names: readonly string[]): string | null {
  const name = names.find((candidate) => query.has(candidate))
  if (name === undefined) return null
  const text = query.get(name)!
  const key = parseJson(name, text)
  if (typeof key !== 'string') throw new RequestError('bad_request', `${name} must be a JSON string, not ${shorten(text)}`)
  return key
}

function parseLimit(text: string | undefined): number {
  const limit = parseWhole('limit', text) ?? MAX_CHANGES_LIMIT
  if (limit > MAX_CHANGES_LIMIT) throw new RequestError('bad_request', `limit may be ${MAX_CHANGES_LIMIT} at most`)
  return limit
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RequestError('bad_request', `${name} is not JSON: ${shorten(text)}`)
  }
}
