import type { Seq } from '@barra/replication-protocol'

/** How far a collection has been pulled. */
export interface PullCheckpoint {
  readonly epoch: Seq['epoch']
  readonly seq: Seq['n']
  /** A pull from the beginning is under way: when it reaches the end, what it did not bring again is swept. */
  readonly isRepulling: boolean
}
