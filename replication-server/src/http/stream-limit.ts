import type { RequestHandler } from 'express'
import { terminalOf } from './authentication.ts'
import { RequestError } from './request-error.ts'

/**
 * Refuses a terminal more open streams than this, however many tabs or broken loops it opens them from: each costs the server a
 * connection for as long as the client likes. Behind `requireTerminal`.
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
