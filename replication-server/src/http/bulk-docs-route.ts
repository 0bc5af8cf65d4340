// POST /tickets/_bulk_docs: pushed tickets in, one verdict each out. POST /tickets/_preflight: the same, and nothing is stored.
import type { RequestHandler } from 'express'
import { isAccepted, MAX_BULK_DOCS, TICKETS_DATABASE, type RefusedTicket, type Verdict } from '@barra/replication-protocol'
import type { TicketIntake } from '../intake/ticket-intake.ts'
import { terminalOf } from './authentication.ts'
import { readJsonBody } from './json-body.ts'
import { RequestError } from './request-error.ts'
import { sendJson } from './send-json.ts'

export function answerBulkDocs(intake: TicketIntake): RequestHandler<{ db: string }>[] {
  return [
    refuseOtherDatabases,
    ...readJsonBody<{ db: string }>(),
    async (req, res) => {
      const docs = readDocs(req.body)
      const verdicts = await intake.acceptTickets(docs, { terminal: terminalOf(res).name })
      sendJson(res, 201, areRevisionsTheirs(req.body) ? refusalsOf(verdicts) : verdicts)
    },
  ]
}

export function answerPreflight(intake: TicketIntake): RequestHandler<{ db: string }>[] {
  return [
    refuseOtherDatabases,
    ...readJsonBody<{ db: string }>(),
    async (req, res) => {
      sendJson(res, 200, await intake.tryTickets(readDocs(req.body), { terminal: terminalOf(res).name }))
    },
  ]
}

const refuseOtherDatabases: RequestHandler<{ db: string }> = (req, _res, next) => {
  if (req.params.db === TICKETS_DATABASE) {
    next()
    return
  }
  next(new RequestError('forbidden', `${req.params.db} is only pulled: nothing can be written to it`))
}

function readDocs(body: unknown): readonly unknown[] {
  const docs = (body as { docs?: unknown } | null | undefined)?.docs
  if (!Array.isArray(docs)) throw new RequestError('bad_request', 'the body must be {"docs": […]}')
  if (docs.length > MAX_BULK_DOCS) throw new RequestError('too_large', `at most ${MAX_BULK_DOCS} docs at once`)
  return docs
}

/** A replicating client brings its own revisions, and expects rows for what was refused only. */
function areRevisionsTheirs(body: unknown): boolean {
  return (body as { new_edits?: unknown }).new_edits === false
}

/** Such clients show the reason alone, so it begins with the code. */
function refusalsOf(verdicts: readonly Verdict[]): readonly RefusedTicket[] {
  return verdicts.flatMap((verdict) =>
    isAccepted(verdict) ? [] : [{ ...verdict, reason: `${verdict.code}: ${verdict.reason}` }],
  )
}
