import type { Response } from 'express'

/** Answers JSON without the ETag that `res.json` would spend a hash of the whole page on. */
export function sendJson(res: Response, status: number, body: unknown): void {
  if (!res.headersSent) {
    res.status(status)
    res.setHeader('Content-Type', 'application/json; charset=utf-8')
  }
  res.end(JSON.stringify(body))
}
