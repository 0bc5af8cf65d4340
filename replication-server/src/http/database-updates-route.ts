// GET /_db_updates?feed=eventsource: one connection that hints which database moved. What changed is always read by `_changes`.
import { createSession } from 'better-sse'
import type { RequestHandler } from 'express'
import type { DatabaseUpdate } from '@barra/replication-protocol'
import type { ChangeFeed } from '../change-feed/change-feed.ts'
import { readQuery } from './query.ts'
import type { OpenAnswers } from './open-answers.ts'
import { RequestError } from './request-error.ts'

const HEARTBEAT_MS = 15_000

/** @param isStillAllowed asked at each heartbeat, so that a revoked terminal does not listen for ever */
export function streamDatabaseUpdates(
  feed: ChangeFeed,
  openAnswers: OpenAnswers,
  isStillAllowed: (authorization: string | undefined) => Promise<boolean>,
): RequestHandler {
  return async (req, res) => {
    if (readQuery(req.url).get('feed') !== 'eventsource') {
      throw new RequestError('bad_request', 'only feed=eventsource is served here')
    }
    // better-sse reads the host, and throws at one that is no host.
    if (!URL.canParse(`http://${req.headers.host ?? 'localhost'}`))
      throw new RequestError('bad_request', 'the Host header is no host')

    // Before the stream opens: its client reads the changes then, and must be told of all that come after.
    let push = (_update: DatabaseUpdate) => {}
    const stopListening = await feed.onUpdate(({ collection, seq }) => push({ db_name: collection, type: 'updated', seq }))
    const session = await createSession(req, res, {
      retry: null,
      keepAlive: null,
      headers: { 'Cache-Control': 'no-store, no-transform' },
    })
    push = (update) => void (session.isConnected && session.push(update, 'message', update.seq))
    const gone = openAnswers.track(res)
    const sendComment = (text: string) => session.batch((buffer) => void buffer.comment(text).dispatch())
    if (!gone.aborted) await sendComment('listening')

    const beat = async () => {
      const isAllowed = await isStillAllowed(req.headers.authorization)
      if (gone.aborted) return
      if (isAllowed) await sendComment('')
      else end()
    }
    const heartbeat = setInterval(() => void beat().catch(() => res.destroy()), HEARTBEAT_MS)
    const end = () => {
      clearInterval(heartbeat)
      stopListening()
      res.end()
    }
    if (gone.aborted) end()
    else gone.addEventListener('abort', end)
  }
}
