import express, { type RequestHandler } from 'express'
import { MAX_BODY_BYTES } from '@barra/replication-protocol'
import { RequestError } from './request-error.ts'

const parseJson = express.json({ limit: MAX_BODY_BYTES, type: 'application/json' })

/** Puts the request's JSON, an object or a list, into `req.body`. */
export function readJsonBody<Params>(): RequestHandler<Params>[] {
  return [refuseOtherMediaTypes, parseJson] as unknown as RequestHandler<Params>[]
}

const refuseOtherMediaTypes: RequestHandler = (req, _res, next) => {
  const verdict = req.is('application/json')
  if (verdict === null) next(new RequestError('bad_request', 'there is no body: send JSON'))
  else if (verdict === false) next(new RequestError('unsupported_media_type', 'the body must be application/json'))
  else next()
}
