// One answer of `_changes`: a page, or without a limit all there is, written as it is read so that no length of it is held here.
import type { Response } from 'express'
import { isAfter } from '../change-feed/wire-seq.ts'
import type { ChangesQuery } from './changes-query.ts'
import type { ChangesSource } from './changes-source.ts'
import { everySoOften } from './heartbeat.ts'
import type { OpenAnswers } from './open-answers.ts'
import { PacedAnswer } from './paced-answer.ts'
import { startJson } from './send-json.ts'

const ROWS_AT_ONCE = 1_000

export async function answerChangesOnce(
  res: Response,
  source: ChangesSource,
  query: ChangesQuery,
  openAnswers: OpenAnswers,
): Promise<void> {
  const { since, limit, includeDocs, feed, timeoutMs, heartbeatMs } = query
  const read = (after: string | null, rows: number) => source.page({ since: after, limit: rows, includeDocs })
  const isUnlimited = limit === Infinity
  // Where it ends: without this a reader slower than the club's writers would never come to an end.
  let end = isUnlimited ? await source.end() : null
  let page = await read(since, isUnlimited ? ROWS_AT_ONCE : limit)
  if (feed === 'longpoll' && page.results.length === 0) {
    const signal = openAnswers.track(res)
    const stopHeartbeats = everySoOften(heartbeatMs, () => sendNewline(res))
    await source.waitForChange(since, timeoutMs, signal).finally(stopHeartbeats)
    if (res.closed) return
    if (isUnlimited) end = await source.end()
    page = await read(since, isUnlimited ? ROWS_AT_ONCE : limit)
  }

  startJson(res, 200)
  const answer = new PacedAnswer(res)
  let lastSeq = since ?? end ?? page.lastSeq
  let text = '{"results":[\n'
  for (let separator = ''; ; separator = ',\n') {
    const rows = end === null ? page.results : page.results.filter(({ seq }) => !isAfter(seq, end!))
    if (rows.length > 0) text += separator + rows.map((row) => JSON.stringify(row)).join(',\n')
    // What came after the end is not told here, so where one goes on from must not lie behind it.
    lastSeq = rows.at(-1)?.seq ?? (page.results.length === 0 ? page.lastSeq : lastSeq)
    if (!isUnlimited || rows.length < ROWS_AT_ONCE) {
      const pending = page.pending + page.results.length - rows.length
      res.end(`${text}\n],\n"last_seq":${JSON.stringify(lastSeq)},"pending":${pending}}\n`)
      return
    }
    if (separator === '') breakOffWhenStopping(res, openAnswers)
    if (!(await answer.write(text))) return
    text = ''
    page = await read(lastSeq, ROWS_AT_ONCE)
  }
}

/** A client that takes its time must not hold up the end of the endpoint: it asks again. */
function breakOffWhenStopping(res: Response, openAnswers: OpenAnswers): void {
  openAnswers.track(res).addEventListener('abort', () => res.destroy())
}

/** Keeps proxies and clients from giving up on a poll that waits; JSON may begin with newlines. */
function sendNewline(res: Response & { flush?: () => void }): void {
  startJson(res, 200)
  res.write('\n')
  // compression would keep it back.
  res.flush?.()
}
