import type { PushOutcome, PushProgress, PushState, ServerState } from '@barra/local-store'

export type EndedCycle = Extract<PushOutcome, { readonly progress: PushProgress }>

/** What the push panel is about at this moment. */
export type PushHeading =
  | { readonly kind: 'running'; readonly progress: PushProgress; readonly startedAt: string; readonly isStopping: boolean }
  | { readonly kind: 'elsewhere' }
  /** `brokenOff`: how far the last cycle came, if it did not come to its end. */
  | { readonly kind: 'unavailable'; readonly brokenOff: EndedCycle | null }
  | { readonly kind: 'result'; readonly outcome: EndedCycle }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'nothing' }

/**
 * A cycle under way comes first; then, while tickets wait, that no server is there; then how the last cycle ended; then whether
 * anything waits.
 */
export function pushHeading(push: PushState, server: ServerState, pendingCount: number): PushHeading {
  if (push.kind === 'running') return push
  if (push.kind === 'running_elsewhere') return { kind: 'elsewhere' }
  const ended = push.lastOutcome && 'progress' in push.lastOutcome ? push.lastOutcome : null
  if (pendingCount > 0 && server.kind === 'offline')
    return { kind: 'unavailable', brokenOff: ended?.kind === 'completed' ? null : ended }
  if (ended) return { kind: 'result', outcome: ended }
  return pendingCount > 0 ? { kind: 'waiting' } : { kind: 'nothing' }
}

/** Tickets the main database holds after a cycle: stored by it, or already there. */
export function syncedCount(progress: PushProgress): number {
  return progress.sent + progress.duplicates
}

/** How long the rest takes at the pace so far, in milliseconds; null while nothing was answered. */
export function remainingMs(progress: PushProgress, elapsedMs: number): number | null {
  if (progress.done === 0 || elapsedMs <= 0) return null
  return (elapsedMs / progress.done) * (progress.total - progress.done)
}
