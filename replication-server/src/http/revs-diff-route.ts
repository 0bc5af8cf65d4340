// POST /{db}/_revs_diff: which of a client's revisions are not here, so that it pushes those and no others.
import type { RequestHandler } from 'express'
import { TICKETS_DATABASE } from '@barra/replication-protocol'
import type { ChangeFeed } from '../change-feed/change-feed.ts'
import type { TicketIntake } from '../intake/ticket-intake.ts'
import { readJsonBody } from './json-body.ts'
import { RequestError } from './request-error.ts'
import { sendJson } from './send-json.ts'

const MOST_DOCUMENTS = 10_000
const MOST_REVISIONS = 1_000

type RevisionsById = ReadonlyMap<string, readonly string[]>

export function answerRevsDiff(feed: ChangeFeed, intake: TicketIntake): RequestHandler<{ db: string }>[] {
  return [
    ...readJsonBody<{ db: string }>(),
    async (req, res) => {
      const { db } = req.params
      const revisions = readRevisions(req.body)
      const diff = db === TICKETS_DATABASE ? await diffOfTickets(intake, revisions) : await diffOf(feed, db, revisions)
      sendJson(res, 200, diff)
    },
  ]
}

async function diffOf(feed: ChangeFeed, db: string, revisions: RevisionsById): Promise<unknown> {
  const unknown = await feed.unknownRevisions(db, revisions)
  return Object.fromEntries(
    [...unknown].map(([id, { missing, ancestor }]) => [
      id,
      ancestor === null ? { missing } : { missing, possible_ancestors: [ancestor] },
    ]),
  )
}

/** Only a ticket that is stored just as it comes is known: any other is to be pushed, and judged. */
async function diffOfTickets(intake: TicketIntake, revisions: RevisionsById): Promise<unknown> {
  const storedRevisions = await intake.storedRevisions([...revisions.keys()])
  const missing = [...revisions].map(([id, revs]) => {
    const stored = storedRevisions.get(id) ?? []
    return [id, revs.filter((rev) => !stored.includes(rev))] as const
  })
  return Object.fromEntries(missing.filter(([, revs]) => revs.length > 0).map(([id, revs]) => [id, { missing: revs }]))
}

function readRevisions(body: unknown): RevisionsById {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new RequestError('bad_request', 'the body must be {"<id>": ["<rev>", …], …}')
  const entries = Object.entries(body)
  if (entries.length > MOST_DOCUMENTS) throw new RequestError('too_large', `at most ${MOST_DOCUMENTS} documents at once`)
  for (const [, revs] of entries) {
    if (!Array.isArray(revs) || !revs.every((rev) => typeof rev === 'string'))
      throw new RequestError('bad_request', 'each document must have a list of revisions')
    if (revs.length > MOST_REVISIONS) throw new RequestError('too_large', `at most ${MOST_REVISIONS} revisions of a document`)
  }
  return new Map(entries as [string, string[]][])
}
