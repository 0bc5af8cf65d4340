// What the stress and its processes say to each other.
import type { ReplicatedDocument } from '@barra/replication-protocol'
import type { WriterTally } from './writer.ts'

export interface WriterOrder {
  readonly name: string
  readonly databaseUrl: string
  readonly seed: number
  /** Connections that write at once. */
  readonly writers: number
  /** Row changes to commit in all. */
  readonly share: number
  readonly keys: number
}

export interface WriterMessage {
  readonly kind: 'progress' | 'done'
  readonly tally: WriterTally
}

export type ReaderOrder =
  | {
      readonly kind: 'start'
      readonly name: string
      readonly seed: number
      readonly token: string
      readonly urls: readonly string[]
    }
  /** The endpoint processes that serve now. */
  | { readonly kind: 'urls'; readonly urls: readonly string[] }
  /** Everything is sequenced: read to the end and report. */
  | { readonly kind: 'finish' }

export interface ReaderTally {
  pages: number
  /** Rows of `_changes`. */
  rows: number
  /** Requests that went to another process than the one before. */
  hops: number
  /** Requests that a dead process left unanswered. */
  unanswered: number
}

export type ReaderMessage =
  | { readonly kind: 'progress'; readonly tally: ReaderTally }
  /** The feed broke a promise. */
  | { readonly kind: 'violation'; readonly text: string }
  | { readonly kind: 'report'; readonly tally: ReaderTally; readonly copy: ReaderCopy }

/** What a reader holds at the end. */
export interface ReaderCopy {
  /** By collection, then by id. */
  readonly documents: ReadonlyMap<string, ReadonlyMap<string, ReplicatedDocument>>
  /** At index n a hash of the change that was told with seq n; 0 where none was. */
  readonly toldAt: Uint32Array
}
