import { newId } from '@barra/domain'
import type { Seq } from '@barra/replication-protocol'

/** How far a collection has been pulled. */
export interface PullCheckpoint {
  readonly epoch: Seq['epoch']
  readonly seq: Seq['n']
  /** Marks each document that came since the last time one pulled from the beginning. */
  readonly round: string
  /** A pull from the beginning is under way: when it reaches the end, what it did not bring again is swept. */
  readonly isRepulling: boolean
  /** How the copy stood when a pull last reached the end and had something to write; missing before one did, and from earlier versions. */
  readonly whole?: WholeCopy
}

/** Written with the documents: whoever finds them on the disk knows of when they are. */
export interface WholeCopy {
  /** ISO 8601 with offset. */
  readonly at: string
  readonly documents: number
}

/**
 * A word that no document is marked with yet. It is drawn, not counted: a page may die with its count before the checkpoint is on
 * disk, and what it had received must not pass for received again.
 */
export function newRound(epoch: string): string {
  return `${epoch}.${newId().slice(-12)}`
}
