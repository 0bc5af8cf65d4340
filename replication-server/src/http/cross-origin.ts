import type { RequestHandler } from 'express'

const PREFLIGHT_MAX_AGE_S = 600

/** Lets pages of these origins, and of no other, talk to the endpoint from a browser. */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  return (req, res, next) => {
    res.vary('Origin')
    const { origin } = req.headers
    if (origin === undefined || !origins.includes(origin)) {
      next()
      return
    }
    res.setHeader('Access-Control-Allow-Origin', origin)
    // PouchDB asks with credentials, whatever it is told.
    res.setHeader('Access-Control-Allow-Credentials', 'true')
    res.setHeader('Access-Control-Expose-Headers', 'ETag, Retry-After')
    if (req.method !== 'OPTIONS' || req.headers['access-control-request-method'] === undefined) {
      next()
      return
    }
    res.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, DELETE')
    res.setHeader('Access-Control-Allow-Headers', 'Accept, Authorization, Content-Type')
    res.setHeader('Access-Control-Max-Age', String(PREFLIGHT_MAX_AGE_S))
    res.status(204).end()
  }
}
