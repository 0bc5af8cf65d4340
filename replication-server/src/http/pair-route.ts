// POST /pair: a terminal exchanges the code that somebody read to it for a token of its own. The one route whose credential is not a token.
import type { RequestHandler } from 'express'
import { rateLimit } from 'express-rate-limit'
import type { PairingAnswer } from '@barra/replication-protocol'
import { TerminalError } from '../terminals/terminal.ts'
import type { TerminalRegistry } from '../terminals/terminal-registry.ts'
import { readJsonBody } from './json-body.ts'
import { RequestError } from './request-error.ts'
import { sendJson } from './send-json.ts'

const TRIES_WINDOW_MS = 10 * 60_000

/**
 * @param timeZone the club's, which the terminal shows its times in
 * @param wrongCodesPerTenMinutes from everywhere together: a code has six digits, and who tries them from a thousand addresses
 * must not find it either
 */
export function answerPair(terminals: TerminalRegistry, timeZone: string, wrongCodesPerTenMinutes: number): RequestHandler[] {
  const limitTries = rateLimit({
    windowMs: TRIES_WINDOW_MS,
    limit: wrongCodesPerTenMinutes,
    keyGenerator: () => 'everybody',
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_req, _res, next) =>
      next(new RequestError('too_many_requests', 'too many wrong codes: wait ten minutes and ask for a new one')),
  })
  return [
    limitTries,
    ...readJsonBody(),
    async (req, res) => {
      const { code, token } = readRequest(req.body)
      const terminal = await terminals.pair({ code, token }).catch(explainToken)
      if (!terminal) throw new RequestError('unauthorized', 'this code is wrong, used or expired: ask for a new one')
      const answer: PairingAnswer = { ok: true, terminal: terminal.name, time_zone: timeZone }
      sendJson(res, 200, answer)
    },
  ]
}

function readRequest(body: unknown): { code: string; token: string } {
  const { code, token } = (body ?? {}) as { code?: unknown; token?: unknown }
  if (typeof code === 'string' && typeof token === 'string') return { code, token }
  throw new RequestError('bad_request', 'the body must be {"code": "123456", "token": "…"}')
}

function explainToken(error: unknown): never {
  if (error instanceof TerminalError) throw new RequestError('bad_request', error.message)
  throw error
}
