import type { CopyCorrections } from '../check/copy-corrections.ts'
import type { PulledDatabase } from '@barra/replication-protocol'

/** The seed's `sync_metadata`: how one pulled resource stands. It survives reloads. All times ISO 8601 with offset. */
export interface PullStatus {
  /** When a pull last ended without an error, whether or not anything had changed; null is "never". */
  readonly lastSuccessAt: string | null
  readonly lastError: { readonly at: string; readonly code: string; readonly message: string } | null
  readonly failuresInARow: number
  /** Documents held here. */
  readonly documents: number
  /** What was found wrong in the copy here and made right. */
  readonly corrections: CopyCorrections
  readonly nextRunAt: string | null
  readonly isRunning: boolean
}

export type PulledResource = PulledDatabase
export type PullStatuses = Readonly<Record<PulledResource, PullStatus>>
