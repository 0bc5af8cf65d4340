// `_changes` with feed=continuous or eventsource: row by row, for as long as the client listens.
import type { Response } from 'express'
import type { Change } from '@barra/replication-protocol'
import type { ChangesQuery } from './changes-query.ts'
import type { ChangesSource } from './changes-source.ts'
import { everySoOften } from './heartbeat.ts'
import type { OpenAnswers } from './open-answers.ts'
import { PacedAnswer } from './paced-answer.ts'

const ROWS_AT_ONCE = 1_000
const CHECK_TERMINAL_EVERY_MS = 15_000

interface StreamFormat {
  readonly contentType: string
  readonly row: (change: Change) => string
  readonly heartbeat: string
  /** What comes last, when nobody broke it off. */
  readonly end: (lastSeq: string, pending: number) => string
}

const LINES: StreamFormat = {
  contentType: 'application/json; charset=utf-8',
  row: (change) => `${JSON.stringify(change)}\n`,
  heartbeat: '\n',
  end: (lastSeq, pending) => `${JSON.stringify({ last_seq: lastSeq, pending })}\n`,
}

const EVENTS: StreamFormat = {
  contentType: 'text/event-stream; charset=utf-8',
  row: (change) => `data: ${JSON.stringify(change)}\nid: ${change.seq}\n\n`,
  heartbeat: 'event: heartbeat\ndata: \n\n',
  end: () => '',
}

/** Ends when the client goes or is no longer allowed, the endpoint stops, `limit` is reached, or without heartbeats after `timeout`. */
export async function streamChanges(
  res: Response,
  source: ChangesSource,
  query: ChangesQuery,
  openAnswers: OpenAnswers,
  isStillAllowed: () => Promise<boolean>,
): Promise<void> {
  const { limit, includeDocs, timeoutMs, heartbeatMs } = query
  const format = query.feed === 'eventsource' ? EVENTS : LINES
  const read = (since: string | null, rows: number) => source.page({ since, limit: Math.min(rows, ROWS_AT_ONCE), includeDocs })

  // Read before the answer begins, so that a changed epoch is told by the status.
  let page = await read(query.since, limit)
  const gone = openAnswers.track(res)
  res.status(200)
  res.setHeader('Content-Type', format.contentType)
  // Compression would hold rows back.
  res.setHeader('Cache-Control', 'no-store, no-transform')
  res.flushHeaders()
  const answer = new PacedAnswer(res)
  const stopHeartbeats = everySoOften(heartbeatMs, () => {
    if (!res.writableNeedDrain) res.write(format.heartbeat)
  })
  const stopChecks = everySoOften(CHECK_TERMINAL_EVERY_MS, () => {
    void isStillAllowed().then(
      (isAllowed) => isAllowed || res.destroy(),
      () => res.destroy(),
    )
  })
  try {
    for (let left = limit; ; page = await read(page.lastSeq, left)) {
      if (page.results.length > 0 && !(await answer.write(page.results.map(format.row).join('')))) return
      left -= page.results.length
      if (left === 0) break
      if (page.pending > 0 && !gone.aborted) continue
      let isMoved = false
      while (!isMoved && !gone.aborted) {
        isMoved = await source.waitForChange(page.lastSeq, timeoutMs, gone)
        if (!isMoved && heartbeatMs === null) break
      }
      if (!isMoved) break
    }
    res.end(format.end(page.lastSeq, page.pending))
  } finally {
    stopHeartbeats()
    stopChecks()
  }
}
