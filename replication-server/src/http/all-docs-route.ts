// GET and POST /{db}/_all_docs: documents by their ids, in their order or by a list of keys.
import type { RequestHandler } from 'express'
import { formatSeq, TICKETS_DATABASE, type AllDocs, type AllDocsRow } from '@barra/replication-protocol'
import type { ChangeFeed } from '../change-feed/change-feed.ts'
import type { DocumentIndex, IndexedRows } from '../change-feed/document-index.ts'
import type { TicketIntake } from '../intake/ticket-intake.ts'
import { parseAllDocsQuery, type AllDocsQuery } from './all-docs-query.ts'
import { readJsonBody } from './json-body.ts'
import { RequestError } from './request-error.ts'
import { sendJson } from './send-json.ts'

export interface AllDocsSources {
  readonly index: DocumentIndex
  readonly intake: TicketIntake
  readonly feed: ChangeFeed
}

export function answerAllDocs(sources: AllDocsSources): RequestHandler<{ db: string }> {
  return async (req, res) => {
    const { db } = req.params
    const query = parseAllDocsQuery(req.url)
    if (db === TICKETS_DATABASE) {
      res.setHeader('Allow', 'POST')
      throw new RequestError('method_not_allowed', 'tickets are not listed: ask for some with POST {"keys": […]}')
    }
    sendJson(res, 200, toAllDocs(await readRows(sources.index, db, query), query))
  }
}

export function answerAllDocsPost(sources: AllDocsSources): RequestHandler<{ db: string }>[] {
  return [
    ...readJsonBody<{ db: string }>(),
    async (req, res) => {
      const { db } = req.params
      const query = parseAllDocsQuery(req.url, req.body)
      const read = db === TICKETS_DATABASE ? findTickets(sources, query) : readRows(sources.index, db, query)
      sendJson(res, 200, toAllDocs(await read, query))
    },
  ]
}

function readRows(index: DocumentIndex, db: string, query: AllDocsQuery): Promise<IndexedRows> {
  return query.keys === null ? index.list(db, query.range, query) : index.find(db, ofPage(query.keys, query), query)
}

/** Which of the tickets are stored: their receipt is there, and so is the row that it names. What is in them is told nobody. */
async function findTickets({ intake, feed }: AllDocsSources, query: AllDocsQuery): Promise<IndexedRows> {
  if (query.keys === null) throw new RequestError('bad_request', 'tickets are not listed: ask for some with {"keys": […]}')
  // Before the tickets: one that is there before a restore must not be told as there after it.
  const { epoch } = await feed.identity()
  const keys = ofPage(query.keys, query)
  const stored = await intake.storedRevisions(keys)
  const rows = keys.map((key): AllDocsRow => {
    const rev = stored.get(key)?.at(-1)
    if (rev === undefined) return { key, error: 'not_found' }
    return { id: key, key, value: { rev }, ...(query.includeDocs && { doc: null }) }
  })
  return { rows, total: 0, offset: 0, updateSeq: formatSeq({ n: 0, epoch }) }
}

function ofPage(keys: readonly string[], { skip, limit }: AllDocsQuery): readonly string[] {
  return keys.slice(skip, skip + limit)
}

function toAllDocs({ rows, total, offset, updateSeq }: IndexedRows, query: AllDocsQuery): AllDocs {
  return { total_rows: total, offset, rows, ...(query.updateSeq && { update_seq: updateSeq }) }
}
