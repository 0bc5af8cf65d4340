// GET /{db}/_changes: what changed, now or as soon as there is something to tell, once or for as long as the client listens.
import type { Request, RequestHandler, Response } from 'express'
import type { ChangeFeed } from '../change-feed/change-feed.ts'
import { answerChangesOnce } from './changes-page.ts'
import { parseChangesQuery, parseSince } from './changes-query.ts'
import { changesOf } from './changes-source.ts'
import { streamChanges } from './changes-stream.ts'
import type { OpenAnswers } from './open-answers.ts'
import { startJson } from './send-json.ts'

/** @param isStillAllowed asked now and then, so that a revoked terminal does not listen for ever */
export function answerChanges(
  feed: ChangeFeed,
  openAnswers: OpenAnswers,
  isStillAllowed: (authorization: string | undefined) => Promise<boolean>,
): RequestHandler<{ db: string }> {
  return async (req, res) => {
    const query = parseChangesQuery(req.url)
    const source = changesOf(feed, req.params.db)
    const resumed = query.feed === 'eventsource' ? req.header('Last-Event-ID') : undefined
    const asked = resumed === undefined ? query.since : parseSince(resumed)
    const since = asked === 'now' ? await source.end() : asked
    if (req.method === 'HEAD') answerHead(res)
    else if (query.feed === 'normal' || query.feed === 'longpoll')
      await answerChangesOnce(res, source, { ...query, since }, openAnswers)
    else await streamChanges(res, source, { ...query, since }, openAnswers, () => isStillAllowed(credentialsOf(req)))
  }
}

function answerHead(res: Response): void {
  startJson(res, 200)
  res.end()
}

function credentialsOf(req: Pick<Request, 'headers'>): string | undefined {
  return req.headers.authorization
}
