/** Counters of one push cycle, each ticket counted when its verdict is on disk; `done` = sent + duplicates + refused. */
export interface PushProgress {
  readonly total: number
  readonly done: number
  /** Stored by this cycle. */
  readonly sent: number
  /** Already there from an earlier push. */
  readonly duplicates: number
  readonly refused: number
  /** Tickets whose attempt got no answer yet in this cycle and are tried again. */
  readonly failed: number
}

export type PushState =
  | { readonly kind: 'idle'; readonly lastOutcome: PushOutcome | null }
  /** A cycle is asked for: it waits for its turn, and for the server to say that it is there. */
  | { readonly kind: 'starting'; readonly lastOutcome: PushOutcome | null }
  | { readonly kind: 'running'; readonly progress: PushProgress; readonly startedAt: string; readonly isStopping: boolean }
  /** A cycle runs in another tab of this browser. */
  | { readonly kind: 'running_elsewhere' }

export type PushOutcome =
  | { readonly kind: 'completed'; readonly progress: PushProgress; readonly endedAt: string }
  | { readonly kind: 'cancelled'; readonly progress: PushProgress; readonly endedAt: string }
  /**
   * The cycle gave up: the server gave no answer to rely on after all retries, or the disk refused. What has no verdict
   * stays PENDING. `code` as in LoggedError.
   */
  | {
      readonly kind: 'interrupted'
      readonly progress: PushProgress
      readonly endedAt: string
      readonly code: string
      readonly message: string
    }
  | { readonly kind: 'nothing_pending' }
  | { readonly kind: 'server_unavailable' }
  /** What waits was sold for another server, and nobody has said yet that this one is the same club's. Nothing was sent. */
  | { readonly kind: 'other_server' }
  | { readonly kind: 'already_running' }
