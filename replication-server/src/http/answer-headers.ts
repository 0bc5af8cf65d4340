import type { RequestHandler } from 'express'
import type { OpenAnswers } from './open-answers.ts'

/** What every answer carries: it is data, it is nobody's to keep, and a stopping server lets its connections go. */
export function setAnswerHeaders(openAnswers: OpenAnswers): RequestHandler {
  return (_req, res, next) => {
    res.setHeader('X-Content-Type-Options', 'nosniff')
    res.setHeader('Cache-Control', 'no-store')
    openAnswers.begin(res)
    next()
  }
}
