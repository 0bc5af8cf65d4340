import type { CollectionHistory } from './collection-history-database.ts'
import type { FeedPositions } from './feed-database.ts'
import type { FeedPositionReader, FeedWatcher } from './feed-watcher.ts'
import type { SequenceState } from './sequence-database.ts'
import { parseWireSeq } from './wire-seq.ts'

/** Where `since` is in this history of the database: null when it belongs to another, or lies beyond its end. */
export function positionIn({ seq: newest, epoch }: SequenceState, since: string | null): number | null {
  if (since === null) return 0
  const position = parseWireSeq(since)
  return position.epoch === epoch && position.seq <= newest ? position.seq : null
}

/** Whether `since` is of a future that this history lost. */
export function isBeyond({ seq: newest, epoch, purges }: CollectionHistory, since: string | null): boolean {
  if (since === null) return false
  const position = parseWireSeq(since)
  return position.epoch === epoch && (position.seq > newest || position.purges > purges)
}

/** Whether tombstones that come after `since` were purged, so that who has read until there would keep what they deleted. */
export function isBeforePurge({ purges, purgedSeq }: CollectionHistory, since: string | null): boolean {
  if (since === null) return false
  const position = parseWireSeq(since)
  return position.purges !== purges && position.seq < purgedSeq
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
