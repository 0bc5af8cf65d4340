import type { RequestHandler } from 'express'
import { terminalOf } from './authentication.ts'
import { parseChangesQuery } from './changes-query.ts'
import { RequestError } from './request-error.ts'

/**
 * Refuses a terminal more open streams than this, hints and feeds of changes together, however many tabs or broken loops it opens
 * them from: each costs the server a connection for as long as the client likes. Behind `requireTerminal`.
 */
export function limitStreams(perTerminal: number): RequestHandler {
  const open = new Map<string, number>()
  return (_req, res, next) => {
    const { name } = terminalOf(res)
    const count = open.get(name) ?? 0
    if (count >= perTerminal) {
      throw new RequestError('too_many_requests', `${name} has ${count} streams open already: close one first`)
    }
    open.set(name, count + 1)
    res.once('close', () => {
      const left = (open.get(name) ?? 1) - 1
      if (left > 0) open.set(name, left)
      else open.delete(name)
    })
    next()
  }
}

/** Counts a request for `_changes` with the streams where its answer may wait for changes: any feed but the normal one. */
export function countFeeds(limit: RequestHandler): RequestHandler {
  return (req, res, next) => {
    if (req.method === 'HEAD' || parseChangesQuery(req.url).feed === 'normal') next()
    else void limit(req, res, next)
  }
}
