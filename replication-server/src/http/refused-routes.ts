// What CouchDB does and a passive peer does not: refused as CouchDB refuses it to who has no rights.
import type { RequestHandler } from 'express'
import { TICKETS_DATABASE } from '@barra/replication-protocol'
import { RequestError } from './request-error.ts'
import { shorten } from './query.ts'

/** PUT or DELETE /{db} */
export const refuseDatabaseChange: RequestHandler<{ db: string }> = (req) => {
  const verb = req.method === 'PUT' ? 'created' : 'deleted'
  throw new RequestError('forbidden', `databases are not ${verb} here: ${shorten(req.params.db)} cannot be`)
}

/** POST /{db}, PUT or DELETE of a document, a design document or an attachment. */
export const refuseDocumentWrite: RequestHandler<{ db: string }> = (req) => {
  const { db } = req.params
  throw new RequestError(
    'forbidden',
    db === TICKETS_DATABASE ? 'tickets are pushed by POST _bulk_docs only' : `${db} is only pulled: nothing can be written to it`,
  )
}
