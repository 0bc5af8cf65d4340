import { formatSeq, parseSeq, TICKETS_DATABASE } from '@barra/replication-protocol'
import type { ChangeFeed, ChangeFeedPage, ChangesAnswer } from '../change-feed/change-feed.ts'
import { waitOrAbort } from './open-answers.ts'
import { RequestError } from './request-error.ts'

/** The changes of one database. */
export interface ChangesSource {
  /** The seq of the newest change. */
  end(): Promise<string>
  /** @throws RequestError epoch_changed */
  page(request: { since: string | null; limit: number; includeDocs: boolean }): Promise<ChangeFeedPage>
  /** Resolves true when asking again has an answer; false after the time, or when the signal aborts. */
  waitForChange(since: string | null, timeoutMs: number, signal: AbortSignal): Promise<boolean>
}

export function changesOf(feed: ChangeFeed, db: string): ChangesSource {
  return db === TICKETS_DATABASE ? noChanges(feed) : changesOfCollection(feed, db)
}

function changesOfCollection(feed: ChangeFeed, collection: string): ChangesSource {
  return {
    end: async () => (await feed.describe(collection)).updateSeq,
    page: async (request) => toPage(await feed.changes(collection, request)),
    waitForChange: (since, timeoutMs, signal) => feed.waitForChange(collection, since, timeoutMs, signal),
  }
}

/** Tickets are pushed and never pulled: their feed is there for clients that ask, and stays empty. */
function noChanges(feed: ChangeFeed): ChangesSource {
  return {
    end: async () => formatSeq({ n: 0, epoch: (await feed.identity()).epoch }),
    page: async ({ since }) => {
      const { epoch } = await feed.identity()
      if (since !== null && parseSeq(since)?.epoch !== epoch) return toPage({ kind: 'epoch_changed', epoch })
      return { results: [], lastSeq: since ?? formatSeq({ n: 0, epoch }), pending: 0 }
    },
    waitForChange: async (_since, timeoutMs, signal) => {
      await waitOrAbort(timeoutMs, signal)
      return false
    },
  }
}

function toPage(answer: ChangesAnswer): ChangeFeedPage {
  if (answer.kind === 'page') return answer.page
  const reason = 'since belongs to another history of this database: drop what was pulled and pull from 0'
  throw new RequestError('epoch_changed', reason, { epoch: answer.epoch })
}
