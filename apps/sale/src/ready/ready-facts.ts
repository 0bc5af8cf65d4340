import type {
  ClockDifference,
  HealthAnswer,
  PendingTickets,
  PullStatuses,
  SecondCopyState,
  ServerState,
  StorageState,
} from '@barra/local-store'
import type { UpdateWait } from '../shell/update-wait.ts'
import type { ScanTest } from './scan-test.ts'

/** What is known of this terminal before the night begins; undefined where it is not known yet. */
export interface ReadyFacts {
  readonly now: Date
  readonly server: ServerState | undefined
  readonly answer: HealthAnswer | null
  readonly clock: ClockDifference | null
  readonly pulls: PullStatuses | undefined
  readonly storage: StorageState | undefined
  readonly pending: PendingTickets | undefined
  /** Whether the oldest pending ticket is of an earlier night. */
  readonly hasOldPending: boolean
  /** A training keeps no second copy. */
  readonly isTraining: boolean
  readonly secondCopy: SecondCopyState | undefined
  /** Whether this browser can write to a file that a person chose. */
  readonly canPickFiles: boolean
  /** Whether this page opens without a server. */
  readonly isAppCached: boolean | undefined
  readonly scan: ScanTest
  readonly hasUpdate: boolean
  readonly updateWait: UpdateWait | null
}
