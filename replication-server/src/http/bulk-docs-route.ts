// POST /tickets/_bulk_docs: pushed tickets in, one verdict each out.
import express, { type RequestHandler } from 'express'
import { MAX_BODY_BYTES, MAX_BULK_DOCS, TICKETS_DATABASE } from '@barra/replication-protocol'
import type { TicketIntake } from '../intake/ticket-intake.ts'
import { terminalOf } from './authentication.ts'
import { RequestError } from './request-error.ts'
import { sendJson } from './send-json.ts'

const parseJson = express.json({ limit: MAX_BODY_BYTES, type: 'application/json' })

export function answerBulkDocs(intake: TicketIntake): RequestHandler<{ db: string }>[] {
  return [
    refuseOtherDatabases,
    refuseOtherMediaTypes,
    parseJson as RequestHandler<{ db: string }>,
    async (req, res) => {
      const docs = readDocs(req.body)
      sendJson(res, 201, await intake.acceptTickets(docs, { terminal: terminalOf(res).name }))
    },
  ]
}

const refuseOtherDatabases: RequestHandler<{ db: string }> = (req, res, next) => {
  if (req.params.db === TICKETS_DATABASE) {
    next()
    return
  }
  res.setHeader('Allow', '')
  next(new RequestError('method_not_allowed', `${req.params.db} is only pulled: nothing can be written to it`))
}

const refuseOtherMediaTypes: RequestHandler<{ db: string }> = (req, _res, next) => {
  const verdict = req.is('application/json')
  if (verdict === null) next(new RequestError('bad_request', 'there is no body: send {"docs": […]}'))
  else if (verdict === false) next(new RequestError('unsupported_media_type', 'the body must be application/json'))
  else next()
}

function readDocs(body: unknown): readonly unknown[] {
  const docs = (body as { docs?: unknown } | null | undefined)?.docs
  if (!Array.isArray(docs)) throw new RequestError('bad_request', 'the body must be {"docs": […]}')
  if (docs.length > MAX_BULK_DOCS) throw new RequestError('too_large', `at most ${MAX_BULK_DOCS} docs at once`)
  return docs
}
