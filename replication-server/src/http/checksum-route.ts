// GET /{db}/_checksum: what a copy of a range of documents must add up to. CouchDB has no such route.
import type { RequestHandler } from 'express'
import { CHECKSUM_LIMITS, parseSeq, TICKETS_DATABASE } from '@barra/replication-protocol'
import type { DocumentIndex } from '../change-feed/document-index.ts'
import { parseAllDocsQuery } from './all-docs-query.ts'
import { parseWhole, readQuery, shorten } from './query.ts'
import { RequestError } from './request-error.ts'
import { sendJson } from './send-json.ts'

export function answerChecksum(index: DocumentIndex): RequestHandler<{ db: string }> {
  return async (req, res) => {
    const { db } = req.params
    if (db === TICKETS_DATABASE) throw new RequestError('not_found', 'nobody has a copy of the tickets')
    const query = readQuery(req.url)
    const { startkey } = parseAllDocsQuery(req.url).range
    const limit = parseLimit(query.get('limit'))
    const since = parseSince(query.get('since'))
    sendJson(res, 200, await index.checksum(db, { startkey, limit, since }))
  }
}

function parseLimit(text: string | undefined): number {
  const { least, most } = CHECKSUM_LIMITS
  const limit = parseWhole('limit', text) ?? most
  if (limit < least || limit > most) throw new RequestError('bad_request', `limit may be from ${least} to ${most}`)
  return limit
}

function parseSince(text: string | undefined): string | null {
  if (text === undefined) return null
  if (!parseSeq(text)) throw new RequestError('bad_request', `since is no seq: ${shorten(text)}`)
  return text
}
