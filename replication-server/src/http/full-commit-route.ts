import type { RequestHandler } from 'express'
import { sendJson } from './send-json.ts'

/** POST /{db}/_ensure_full_commit: whatever was answered is on disk already. */
export const answerFullCommit: RequestHandler = (_req, res) => {
  sendJson(res, 201, { ok: true, instance_start_time: '0' })
}
