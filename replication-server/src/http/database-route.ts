import type { RequestHandler } from 'express'
import { formatSeq, TICKETS_DATABASE, type DatabaseInfo } from '@barra/replication-protocol'
import type { ChangeFeed } from '../change-feed/change-feed.ts'
import { RequestError } from './request-error.ts'
import { sendJson } from './send-json.ts'

/** GET /{db} */
export function answerDatabase(feed: ChangeFeed): RequestHandler<{ db: string }> {
  return async (req, res) => {
    const { db } = req.params
    const { docCount, updateSeq } = db === TICKETS_DATABASE ? await describeTickets(feed) : await feed.describe(db)
    const info: DatabaseInfo = { db_name: db, doc_count: docCount, update_seq: updateSeq, instance_start_time: '0' }
    sendJson(res, 200, info)
  }
}

/** Lets the request go on when the path names a database. */
export function requireDatabase(feed: ChangeFeed): RequestHandler<{ db: string }> {
  return (req, _res, next) => {
    const { db } = req.params
    if (db === TICKETS_DATABASE || feed.hasCollection(db)) next()
    else next(new RequestError('not_found', `there is no database ${JSON.stringify(db.slice(0, 60))}`))
  }
}

/** A box that tickets are dropped into: nothing can be read from it. */
async function describeTickets(feed: ChangeFeed): Promise<{ docCount: number; updateSeq: string }> {
  const { epoch } = await feed.identity()
  return { docCount: 0, updateSeq: formatSeq({ n: 0, epoch }) }
}
