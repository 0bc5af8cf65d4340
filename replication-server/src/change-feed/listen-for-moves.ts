import type { FeedPositions } from './feed-database.ts'
import type { FeedPositionReader, FeedWatcher } from './feed-watcher.ts'

/** Called with the collections that moved, all of them after a new epoch, and where they are now. */
export type MoveListener = (moved: readonly string[], positions: FeedPositions) => void

/**
 * Resolves, with how to stop, when every change that is committed from then on will be told; what happened before is not.
 * @throws the database's error when it cannot say where the feed stands
 */
export async function listenForMoves(
  watcher: FeedWatcher,
  reader: FeedPositionReader,
  listener: MoveListener,
): Promise<() => void> {
  let known: FeedPositions | undefined
  const stopListening = watcher.listen((positions) => {
    const moved = known ? movedBetween(known, positions) : []
    known = positions
    if (moved.length > 0) listener(moved, positions)
  })
  try {
    // After listening began, or a change between the two would be told to nobody.
    const positions = await reader.readPositions()
    known ??= positions
    return stopListening
  } catch (error) {
    stopListening()
    throw error
  }
}

function movedBetween(before: FeedPositions, after: FeedPositions): readonly string[] {
  const isSameHistory = before.epoch === after.epoch && before.seq <= after.seq
  const moved = [...after.byCollection].filter(([name, seq]) => !isSameHistory || seq !== before.byCollection.get(name))
  return moved.map(([name]) => name)
}
