// GET|PUT|DELETE /{db}/_local/{id}: a terminal's own documents, which are never replicated.
import type { Request, RequestHandler, Response } from 'express'
import { LONGEST_LOCAL_DOC, type LocalDocKey, type LocalDocs } from '../local-docs/local-docs.ts'
import { terminalOf } from './authentication.ts'
import { readJsonBody } from './json-body.ts'
import { RequestError } from './request-error.ts'
import { sendJson } from './send-json.ts'

interface LocalParams {
  db: string
  localId: string
}

const LOCAL_ID = /^[\x21-\x7e]{1,200}$/

export function answerLocalDoc(localDocs: LocalDocs): RequestHandler<LocalParams> {
  return async (req, res) => {
    const key = keyOf(req, res)
    const doc = await localDocs.read(key)
    if (!doc) throw missing()
    sendJson(res, 200, { _id: `_local/${key.id}`, _rev: doc.rev, ...doc.body })
  }
}

export function writeLocalDoc(localDocs: LocalDocs): RequestHandler<LocalParams>[] {
  return [
    ...readJsonBody<LocalParams>(),
    async (req, res) => {
      const key = keyOf(req, res)
      const rev = await localDocs.write(key, readBody(req.body))
      sendJson(res, 201, { ok: true, id: `_local/${key.id}`, rev })
    },
  ]
}

export function deleteLocalDoc(localDocs: LocalDocs): RequestHandler<LocalParams> {
  return async (req, res) => {
    const key = keyOf(req, res)
    if (!(await localDocs.delete(key))) throw missing()
    sendJson(res, 200, { ok: true, id: `_local/${key.id}`, rev: '0-0' })
  }
}

function keyOf(req: Request<LocalParams>, res: Response): LocalDocKey {
  const { db, localId: id } = req.params
  if (!LOCAL_ID.test(id))
    throw new RequestError('bad_request', 'the id of a local document may have 200 visible ASCII characters at most')
  return { terminal: terminalOf(res).name, db, id }
}

function readBody(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new RequestError('bad_request', 'a document must be a JSON object')
  const { _id, _rev, ...fields } = body as Record<string, unknown>
  if (JSON.stringify(fields).length > LONGEST_LOCAL_DOC)
    throw new RequestError('too_large', `a local document may have ${LONGEST_LOCAL_DOC} characters at most`)
  return fields
}

function missing(): RequestError {
  return new RequestError('not_found', 'missing')
}
