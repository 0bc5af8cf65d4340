// GET /{db}/_changes: a page now, or (longpoll) as soon as there is something to tell.
import type { RequestHandler, Response } from 'express'
import { formatSeq, parseSeq, TICKETS_DATABASE, type ChangesPage } from '@barra/replication-protocol'
import type { ChangeFeed, ChangesAnswer } from '../change-feed/change-feed.ts'
import { parseChangesQuery, type ChangesQuery } from './changes-query.ts'
import { waitOrAbort, type OpenAnswers } from './open-answers.ts'
import { RequestError } from './request-error.ts'
import { sendJson } from './send-json.ts'

export function answerChanges(feed: ChangeFeed, openAnswers: OpenAnswers): RequestHandler<{ db: string }> {
  return async (req, res) => {
    const query = parseChangesQuery(req.url)
    const source = req.params.db === TICKETS_DATABASE ? emptyFeed(feed) : feedOf(feed, req.params.db)
    const since = query.since === 'now' ? await source.end() : query.since

    let page = toPage(await source.changes({ ...query, since }))
    if (query.feed === 'longpoll' && page.results.length === 0) {
      const signal = openAnswers.track(res)
      const stopHeartbeats = sendHeartbeats(res, query)
      await source.waitForChange(since, query.timeoutMs, signal).finally(stopHeartbeats)
      if (res.closed) return
      page = toPage(await source.changes({ ...query, since }))
    }
    sendJson(res, 200, page)
  }
}

interface Source {
  end(): Promise<string>
  changes(request: { since: string | null; limit: number; includeDocs: boolean }): Promise<ChangesAnswer>
  waitForChange(since: string | null, timeoutMs: number, signal: AbortSignal): Promise<unknown>
}

function feedOf(feed: ChangeFeed, db: string): Source {
  return {
    end: async () => (await feed.describe(db)).updateSeq,
    changes: ({ since, limit, includeDocs }) => feed.changes(db, { since, limit, includeDocs }),
    waitForChange: (since, timeoutMs, signal) => feed.waitForChange(db, since, timeoutMs, signal),
  }
}

/** Tickets are pushed and never pulled: their feed is there for clients that ask, and stays empty. */
function emptyFeed(feed: ChangeFeed): Source {
  return {
    end: async () => formatSeq({ n: 0, epoch: (await feed.identity()).epoch }),
    changes: async ({ since }) => {
      const { epoch } = await feed.identity()
      if (since !== null && parseSeq(since)?.epoch !== epoch) return { kind: 'epoch_changed', epoch }
      return { kind: 'page', page: { results: [], lastSeq: since ?? formatSeq({ n: 0, epoch }), pending: 0 } }
    },
    waitForChange: (_since, timeoutMs, signal) => waitOrAbort(timeoutMs, signal),
  }
}

function toPage(answer: ChangesAnswer): ChangesPage {
  if (answer.kind === 'epoch_changed') {
    const reason = 'since belongs to another history of this database: drop what was pulled and pull from 0'
    throw new RequestError('epoch_changed', reason, { epoch: answer.epoch })
  }
  const { results, lastSeq, pending } = answer.page
  return { results, last_seq: lastSeq, pending }
}

/** Newlines before the JSON keep proxies and clients from giving up on a poll that waits. */
function sendHeartbeats(res: Response, { heartbeatMs }: ChangesQuery): () => void {
  if (heartbeatMs === null) return () => {}
  const timer = setInterval(() => {
    if (!res.headersSent) res.setHeader('Content-Type', 'application/json; charset=utf-8')
    res.write('\n')
    flush(res)
  }, heartbeatMs)
  return () => clearInterval(timer)
}

/** compression gives the response a `flush`, without which it would keep the newlines back. */
function flush(res: Response & { flush?: () => void }): void {
  res.flush?.()
}
