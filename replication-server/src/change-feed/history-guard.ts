// Notices that the database went back in time: it was restored from a backup, so what readers hold of its lost future is wrong.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@barra/database'
import type { ReplicationTables } from '../dialect/replication-tables.ts'
import { renewEpochIfBehind } from './renew-epoch-database.ts'
import { readSequence, type SequenceState } from './sequence-database.ts'

/** A node of a cluster may lag behind the one that a reader asked before, but not for that long. */
const LAG_LIMIT_MS = 1_000
const LOOK_EVERY_MS = 100
/** A reader's claim begins a new history once in that time: one that claims nonsense must not send everybody back to 0 again and again. */
const CLAIMS_EVERY_MS = 600_000

/** The database stands before a seq that it once gave; it has a new epoch now. */
export interface BackInTime {
  readonly lostEpoch: string
  /** The newest seq that somebody knows of the lost future. */
  readonly knownSeq: number
  readonly foundSeq: number
}

export class HistoryGuard {
  readonly #database: Database
  readonly #onBackInTime: (event: BackInTime) => void
  #newest: SequenceState | undefined
  #claimBelievedAt = -Infinity

  constructor(database: Database, onBackInTime: (event: BackInTime) => void) {
    this.#database = database
    this.#onBackInTime = onBackInTime
  }

  async readSequence(): Promise<SequenceState> {
    return this.note(await readSequence(this.#kysely))
  }

  /** The sequence as it was found, or under a new epoch if it stands before what this process saw of it. */
  async note(found: SequenceState): Promise<SequenceState> {
    const known = this.#newest
    if (known && found.epoch === known.epoch && found.seq < known.seq) return this.#confirm(known)
    return (this.#newest = found)
  }

  /** A reader holds a seq that the database has not given yet, and holds it no more once it is answered: nobody claims the same again. */
  async believe(claim: SequenceState): Promise<void> {
    if (performance.now() - this.#claimBelievedAt < CLAIMS_EVERY_MS) return
    const { epoch } = await this.#confirm(claim)
    if (epoch !== claim.epoch) this.#claimBelievedAt = performance.now()
  }

  async #confirm(known: SequenceState): Promise<SequenceState> {
    const giveUpAt = performance.now() + LAG_LIMIT_MS
    do {
      const found = await readSequence(this.#kysely)
      if (found.epoch !== known.epoch || found.seq >= known.seq) return (this.#newest = found)
      await sleep(LOOK_EVERY_MS)
    } while (performance.now() < giveUpAt)
    const { sequence, isRenewed } = await renewEpochIfBehind(this.#database, known)
    if (isRenewed) this.#onBackInTime({ lostEpoch: known.epoch, knownSeq: known.seq, foundSeq: sequence.seq })
    return (this.#newest = sequence)
  }

  get #kysely() {
    return this.#database.kysely.withTables<ReplicationTables>()
  }
}
