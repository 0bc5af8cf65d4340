import type { Request, RequestHandler, Response } from 'express'
import { rateLimit } from 'express-rate-limit'
import { TICKETS_DATABASE, type Scope } from '@barra/replication-protocol'
import type { Terminal } from '../terminals/terminal.ts'
import type { TerminalRegistry } from '../terminals/terminal-registry.ts'
import { parseAuthorization } from './credentials.ts'
import { RequestError } from './request-error.ts'

const FAILURE_WINDOW_MS = 60_000

/**
 * Lets terminals through and nobody else. Only failures are counted against an address, and only failures are held back:
 * one terminal with an old token must not lock out the others behind the same router.
 */
export function requireTerminal(terminals: TerminalRegistry, failuresPerMinute: number): RequestHandler {
  const limitFailures = rateLimit({
    windowMs: FAILURE_WINDOW_MS,
    limit: failuresPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Whether to believe X-Forwarded-For is the serving app's `trust proxy`.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    handler: (_req, _res, next) =>
      next(new RequestError('too_many_requests', 'too many wrong tokens from this address: wait a minute')),
  })
  return async (req, res, next) => {
    const credentials = parseAuthorization(req.headers.authorization)
    const terminal = credentials && (await terminals.authenticate(credentials))
    if (terminal) {
      res.locals.terminal = terminal
      next()
      return
    }
    await limitFailures(req, res, (error?: unknown) => {
      if (error) {
        next(error)
        return
      }
      // Basic works but is not offered: a browser would ask the cashier for a password.
      res.setHeader('WWW-Authenticate', 'Bearer realm="replication"')
      next(new RequestError('unauthorized', describeFailure(req.headers.authorization)))
    })
  }
}

export function requireScope(scope: Scope): RequestHandler {
  return (_req, res, next) => {
    const { name, scopes } = terminalOf(res)
    if (scopes.includes(scope)) next()
    else next(new RequestError('forbidden', `the token of ${name} does not have the scope ${scope}`))
  }
}

/** For what both a puller and a pusher ask of a database: who may only push has no business with any but the tickets. */
export const requireScopeForDatabase: RequestHandler<{ db: string }> = (req, res, next) => {
  const { scopes } = terminalOf(res)
  const mayPush = req.params.db === TICKETS_DATABASE && scopes.includes('push')
  if (mayPush) next()
  else requireScope('pull')(req as unknown as Request, res, next)
}

/** The terminal that asked; only behind `requireTerminal`. */
export function terminalOf(res: Response): Terminal {
  return res.locals.terminal as Terminal
}

function describeFailure(header: string | undefined): string {
  return header === undefined ? 'a terminal token is needed' : 'this token is wrong or was revoked'
}
