// Every way a request can end badly, as `{error, reason}`: an HTML page would end a CouchDB-style replication for good.
import type { ErrorRequestHandler, RequestHandler } from 'express'
import type { Logger } from 'pino'
import { MAX_BODY_BYTES } from '@barra/replication-protocol'
import { SchemaChangedError } from '../change-feed/schema-changed-error.ts'
import { isUnavailable } from '../database-errors.ts'
import { RequestError } from './request-error.ts'
import { sendJson } from './send-json.ts'

export const answerNotFound: RequestHandler = (req) => {
  throw new RequestError('not_found', `there is nothing at ${req.path}`)
}

/** For the end of a route: the path exists, the method does not. */
export function answerMethodNotAllowed(...allowed: string[]): RequestHandler {
  const methods = allowed.join(', ')
  return (req, res) => {
    res.setHeader('Allow', methods)
    throw new RequestError('method_not_allowed', `${req.method} is not possible here, only ${methods}`)
  }
}

export function answerError(logger: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, req, res, _next) => {
    const answer = toRequestError(error)
    if (answer.status >= 500) logger.error({ err: error, method: req.method, path: req.path }, 'request failed')
    if (res.headersSent) {
      res.destroy()
      return
    }
    sendJson(res, answer.status, { error: answer.code, reason: answer.message, ...answer.details })
  }
}

function toRequestError(error: unknown): RequestError {
  if (error instanceof RequestError) return error
  if (error instanceof SchemaChangedError) return new RequestError('schema_changed', error.message)
  if (isUnavailable(error))
    return new RequestError('unavailable', 'the main database does not answer at the moment: try again later')
  return fromBodyParser(error) ?? new RequestError('internal_error', 'something went wrong here: the server has logged what')
}

/** Errors that express and its body parser raise about the request itself carry a status below 500. */
function fromBodyParser(error: unknown): RequestError | null {
  const { status, message } = (error ?? {}) as { status?: unknown; message?: unknown }
  if (typeof status !== 'number' || status < 400 || status >= 500) return null
  if (status === 413) return new RequestError('too_large', `a body may have ${MAX_BODY_BYTES} bytes at most, after decompression`)
  if (status === 415) return new RequestError('unsupported_media_type', String(message))
  return new RequestError('bad_request', `the request cannot be read: ${String(message)}`)
}
