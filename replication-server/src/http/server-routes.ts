import type { RequestHandler } from 'express'
import type { Health, Welcome } from '@barra/replication-protocol'
import type { ChangeFeed } from '../change-feed/change-feed.ts'
import { RequestError } from './request-error.ts'
import { sendJson } from './send-json.ts'

/** Below the 3 s after which a terminal takes the server for dead. */
const HEALTH_LIMIT_MS = 2_000

/**
 * The same whatever happens to the database: PouchDB names its checkpoint after it, and one that did not find its checkpoint after a
 * restore would begin at 0 and keep what it held as ghosts, instead of being told that the epoch changed.
 */
const UUID = '7f3a0d5c9b1e4826a4d06c8e2f95b713'

/** GET / */
export function answerWelcome(feed: ChangeFeed, version: string): RequestHandler {
  return async (_req, res) => {
    await feed.identity()
    const welcome: Welcome = { couchdb: 'Welcome', uuid: UUID, version, vendor: { name: 'Barra' } }
    sendJson(res, 200, welcome)
  }
}

/** GET /health: a server whose database does not answer cannot take a ticket, so it is not healthy. */
export function answerHealth(probeDatabase: () => Promise<unknown>, timeZone: string): RequestHandler {
  return async (_req, res) => {
    // Any page may learn that somebody is here, without reading what they say: else a terminal takes who does not answer it for dead.
    res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
    await requireAnswer(probeDatabase)
    const health: Health = { status: 'ok', time: new Date().toISOString(), time_zone: timeZone }
    sendJson(res, 200, health)
  }
}

/** GET /_up: the same in CouchDB's words. */
export function answerUp(probeDatabase: () => Promise<unknown>): RequestHandler {
  return async (_req, res) => {
    await requireAnswer(probeDatabase)
    sendJson(res, 200, { status: 'ok', seeds: {} })
  }
}

async function requireAnswer(probeDatabase: () => Promise<unknown>): Promise<void> {
  await withinLimit(probeDatabase()).catch((error: unknown) => {
    throw new RequestError('unavailable', 'the main database does not answer', {}, error)
  })
}

async function withinLimit(probe: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${HEALTH_LIMIT_MS} ms`)), HEALTH_LIMIT_MS)
  })
  try {
    await Promise.race([probe, limit])
  } finally {
    clearTimeout(timer)
  }
}
