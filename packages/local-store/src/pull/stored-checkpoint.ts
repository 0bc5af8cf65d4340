import type { RxReplicationState } from 'rxdb/plugins/replication'
import type { PullCheckpoint } from './pull-checkpoint.ts'

const POLL_MS = 5

/**
 * Waits until RxDB has stored a checkpoint, which it does after the documents before it.
 * Answers false when `isGivenUp` says so first: that write failed, or the pull was stopped.
 */
export async function isCheckpointStored(
  replication: RxReplicationState<unknown, PullCheckpoint>,
  awaited: PullCheckpoint,
  isGivenUp: () => boolean,
): Promise<boolean> {
  while (!isGivenUp()) {
    const stored = replication.internalReplicationState?.lastCheckpointDoc.down?.checkpointData as PullCheckpoint | undefined
    if (stored && stored.epoch === awaited.epoch && stored.seq === awaited.seq && stored.isRepulling === awaited.isRepulling)
      return true
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  return false
}
