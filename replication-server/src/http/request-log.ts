import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Terminal } from '../terminals/terminal.ts'

/** One line per request when it is over; never its headers or body, so no token and no guest's data reaches a log. */
export function logRequests(logger: Logger): RequestHandler {
  return (req, res, next) => {
    const { method, path } = req
    const startedAt = performance.now()
    res.once('close', () => {
      const terminal = (res.locals.terminal as Terminal | undefined)?.name
      const tookMs = Math.round(performance.now() - startedAt)
      const line = { method, path, status: res.statusCode, tookMs, terminal, isComplete: res.writableFinished }
      if (path === '/health') logger.debug(line, 'request')
      else logger.info(line, 'request')
    })
    next()
  }
}
