// GET /{db}/{docid}: one document as it is now, whichever of its revisions is asked for.
import type { RequestHandler } from 'express'
import { TICKETS_DATABASE, type ReplicatedDocument } from '@barra/replication-protocol'
import type { ChangeFeed, DocumentAnswer, DocumentRequest } from '../change-feed/change-feed.ts'
import { parseBoolean, readQuery, shorten, type Query } from './query.ts'
import { RequestError } from './request-error.ts'
import { sendJson } from './send-json.ts'

const MOST_REVISIONS = 100

export function answerDocument(feed: ChangeFeed): RequestHandler<{ db: string; docId: string }> {
  return async (req, res) => {
    const { db, docId } = req.params
    const query = readQuery(req.url)
    const withAncestry = parseBoolean('revs', query.get('revs'))
    const read = (revs: readonly (string | undefined)[]) =>
      readDocuments(
        feed,
        db,
        revs.map((rev) => ({ id: docId, rev })),
        withAncestry,
      )

    const openRevs = query.get('open_revs')
    if (openRevs !== undefined) {
      if (!req.accepts('json'))
        throw new RequestError('not_acceptable', 'revisions are given as application/json, never as multipart')
      const revs = parseOpenRevisions(openRevs)
      sendJson(res, 200, leavesOf(revs, await read(revs)))
      return
    }
    const [document] = await read([query.get('rev')])
    const { _rev } = requireThere(document ?? null, query)
    res.setHeader('ETag', JSON.stringify(_rev))
    sendJson(res, 200, document)
  }
}

/**
 * One document per request, in order; null where there is none. Pushed tickets cannot be read back.
 * @throws RequestError unavailable, when the database is behind what the client heard of
 */
export async function readDocuments(
  feed: ChangeFeed,
  db: string,
  requests: readonly DocumentRequest[],
  withAncestry: boolean,
): Promise<readonly (ReplicatedDocument | null)[]> {
  if (db === TICKETS_DATABASE) return requests.map(() => null)
  return (await feed.documents(db, requests, { withAncestry })).map(toDocument)
}

function toDocument(answer: DocumentAnswer): ReplicatedDocument | null {
  if (answer.kind === 'not_yet')
    throw new RequestError('unavailable', 'the database has not caught up with that revision: try again later')
  return answer.kind === 'found' ? answer.document : null
}

/** As in CouchDB, a tombstone is only given to who asks for its revision. */
function requireThere(document: ReplicatedDocument | null, query: Query): ReplicatedDocument {
  if (document === null) throw new RequestError('not_found', 'missing')
  if (document._deleted && !query.has('rev')) throw new RequestError('not_found', 'deleted')
  return document
}

/** `all`, or a JSON list of revisions. A document has one leaf here, so that `all` is the one there is. */
function parseOpenRevisions(text: string): readonly (string | undefined)[] {
  if (text === 'all') return [undefined]
  const revs = parseList(text)
  if (!revs?.every((rev) => typeof rev === 'string'))
    throw new RequestError('bad_request', `open_revs may be all or a JSON list of revisions, not ${shorten(text)}`)
  if (revs.length > MOST_REVISIONS) throw new RequestError('bad_request', `open_revs may name ${MOST_REVISIONS} at most`)
  return revs
}

function parseList(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

/** Each leaf once, however many of its revisions were asked for. */
function leavesOf(revs: readonly (string | undefined)[], documents: readonly (ReplicatedDocument | null)[]): readonly unknown[] {
  const told = new Set<string>()
  return revs.flatMap<unknown>((rev, i) => {
    const document = documents[i]
    if (!document) return rev === undefined ? [] : [{ missing: rev }]
    if (told.has(document._rev)) return []
    told.add(document._rev)
    return [{ ok: document }]
  })
}
