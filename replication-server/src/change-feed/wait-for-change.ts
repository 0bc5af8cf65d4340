import { parseSeq, type Seq } from '@barra/replication-protocol'
import type { FeedPositions } from './feed-database.ts'
import type { FeedPositionReader, FeedWatcher } from './feed-watcher.ts'

/** Where `since` is in this history of the database: null when it belongs to another, or lies beyond its end. */
export function positionIn(sequence: { readonly seq: number; readonly epoch: string }, since: string | null): number | null {
  if (since === null) return 0
  const { n, epoch }: Seq = parseSeq(since) ?? notASeq(since)
  return epoch === sequence.epoch && n <= sequence.seq ? n : null
}

function notASeq(since: string): never {
  throw new RangeError(`not a seq: ${JSON.stringify(since)}`)
}

/** Resolves true as soon as the collection moved past `since`, or `since` lost its meaning; false after the time or an abort. */
export function waitForChange(
  watcher: FeedWatcher,
  reader: FeedPositionReader,
  request: { collection: string; since: string | null; timeoutMs: number; signal: AbortSignal },
): Promise<boolean> {
  const { collection, since, timeoutMs, signal } = request
  const hasMoved = (positions: FeedPositions) => {
    const position = positionIn(positions, since)
    return position === null || (positions.byCollection.get(collection) ?? 0) > position
  }
  return new Promise((resolve, reject) => {
    if (signal.aborted) return resolve(false)
    const end = (settle: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      stopListening()
      settle()
    }
    const onAbort = () => end(() => resolve(false))
    const look = (positions: FeedPositions) => {
      if (hasMoved(positions)) end(() => resolve(true))
    }
    const timer = setTimeout(onAbort, timeoutMs)
    signal.addEventListener('abort', onAbort)
    // Listening comes before looking, or a change between the two would be waited for in vain.
    const stopListening = watcher.listen(look)
    reader.readPositions().then(look, (error: unknown) => end(() => reject(error)))
  })
}
