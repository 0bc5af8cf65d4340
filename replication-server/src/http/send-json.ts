import type { Response } from 'express'

/** Answers JSON without the ETag that `res.json` would spend a hash of the whole page on. */
export function sendJson(res: Response, status: number, body: unknown): void {
  startJson(res, status)
  res.end(JSON.stringify(body))
}

/** Begins an answer of JSON, unless it has begun. */
export function startJson(res: Response, status: number): void {
  if (res.headersSent) return
  res.status(status)
  res.setHeader('Content-Type', 'application/json; charset=utf-8')
}
