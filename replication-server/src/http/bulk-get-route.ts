// POST /{db}/_bulk_get: documents by id, in the order in which they were asked for, one element each.
import type { RequestHandler } from 'express'
import { MAX_CHANGES_LIMIT, type ReplicatedDocument } from '@barra/replication-protocol'
import type { ChangeFeed, DocumentRequest } from '../change-feed/change-feed.ts'
import { readDocuments } from './document-route.ts'
import { readJsonBody } from './json-body.ts'
import { PacedAnswer } from './paced-answer.ts'
import { parseBoolean, readQuery } from './query.ts'
import { RequestError } from './request-error.ts'
import { startJson } from './send-json.ts'

const DOCUMENTS_AT_ONCE = 500

export function answerBulkGet(feed: ChangeFeed): RequestHandler<{ db: string }>[] {
  return [
    ...readJsonBody<{ db: string }>(),
    async (req, res) => {
      const requests = readRequests(req.body)
      const withAncestry = parseBoolean('revs', readQuery(req.url).get('revs'))
      const read = (start: number) =>
        readDocuments(feed, req.params.db, requests.slice(start, start + DOCUMENTS_AT_ONCE), withAncestry)

      // Read before the answer begins, so that a database that is away is told by the status.
      let documents = await read(0)
      startJson(res, 200)
      const answer = new PacedAnswer(res)
      let text = '{"results":[\n'
      for (let start = 0; ; start += DOCUMENTS_AT_ONCE) {
        text += documents.map((document, i) => JSON.stringify(elementOf(requests[start + i]!, document))).join(',\n')
        if (start + DOCUMENTS_AT_ONCE >= requests.length) break
        if (!(await answer.write(`${text},\n`))) return
        text = ''
        documents = await read(start + DOCUMENTS_AT_ONCE)
      }
      res.end(`${text}\n]}\n`)
    },
  ]
}

function elementOf({ id, rev }: DocumentRequest, document: ReplicatedDocument | null): unknown {
  // As CouchDB writes a revision that nobody named.
  const missing = { id, rev: rev ?? 'undefined', error: 'not_found', reason: 'missing' }
  return { id, docs: [document ? { ok: document } : { error: missing }] }
}

function readRequests(body: unknown): readonly DocumentRequest[] {
  const docs = (body as { docs?: unknown } | null | undefined)?.docs
  if (!Array.isArray(docs)) throw new RequestError('bad_request', 'the body must be {"docs": [{"id": …, "rev": …}]}')
  if (docs.length > MAX_CHANGES_LIMIT) throw new RequestError('too_large', `at most ${MAX_CHANGES_LIMIT} docs at once`)
  return docs.map((entry: unknown) => {
    const { id, rev } = (entry ?? {}) as { id?: unknown; rev?: unknown }
    if (typeof id !== 'string') throw new RequestError('bad_request', 'each of docs needs an id')
    if (rev !== undefined && typeof rev !== 'string')
      throw new RequestError('bad_request', 'the rev of each of docs must be text')
    return { id, rev }
  })
}
