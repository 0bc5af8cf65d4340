// Now and then, after a pull has read everything: does a range of the copy add up to what the endpoint says? If not, repairs it.
import { formatSeq, type PulledDatabase, type RangeChecksum, type ReplicatedDocument } from '@barra/replication-protocol'
import { toStored, type HeldDocument, type ReceivedDocument } from '../collections/pulled-collections.ts'
import type { LocalCopy } from '../pull/local-copy.ts'
import type { PullCheckpoint } from '../pull/pull-checkpoint.ts'
import type { EndpointClient } from '../server/endpoint-client.ts'
import { copyChecksum, heldText } from './copy-checksum.ts'
import { noCorrections, type CheckNote, type CopyCorrections } from './copy-corrections.ts'

export interface CopyCheckOptions {
  readonly db: PulledDatabase
  readonly client: Pick<EndpointClient, 'checksum' | 'documents'>
  readonly copy: LocalCopy
  /** Between two ranges. */
  readonly intervalMs: number
  /** Documents in a range. */
  readonly size: number
  /**
   * Called with what a repair brought, before it is written, so that a page that dies before it ends repairs once more, and after, so that
   * nothing slips in between.
   */
  readonly onReceived: (documents: readonly ReplicatedDocument[]) => Promise<void>
}

/** A range of the copy that is not what the endpoint told, when both stood at the same place of the feed. */
export interface DifferingRange {
  readonly range: RangeChecksum
  readonly checkpoint: PullCheckpoint
}

export interface CopyRepair {
  /** Documents that were wrong: another, missing, or there no longer. */
  readonly documents: number
  /** By how many documents the copy grew. */
  readonly growth: number
}

const DROPPED_AT_ONCE = 500

export class CopyCheck {
  readonly #options: CopyCheckOptions
  /** Where the first check of a copy begins. */
  readonly #start = randomStart()

  constructor(options: CopyCheckOptions) {
    this.#options = options
  }

  async corrections(): Promise<CopyCorrections> {
    return (await this.#note()).corrections
  }

  async isDue(): Promise<boolean> {
    const sinceMs = Date.now() - (await this.#note()).checkedAt
    // A clock that was set back counts as due: nobody knows how much time has passed.
    return sinceMs < 0 || sinceMs >= this.#options.intervalMs
  }

  /**
   * Looks at the next range. Null when it is right, and the one after it is next; also when nobody can tell, because more has
   * happened since the pull.
   * @throws EndpointError
   */
  async look(signal: AbortSignal): Promise<DifferingRange | null> {
    const { db, client, copy, size } = this.#options
    const [note, checkpoint] = [await this.#note(), await copy.checkpoint()]
    if (!checkpoint || checkpoint.isRepulling) return null
    const since = formatSeq({ n: checkpoint.seq, epoch: checkpoint.epoch })
    const range = await client.checksum(db, { startkey: note.startkey ?? '', limit: size, since }, signal)
    const held = await copy.readRange(range, range.count + 1)
    const canTell = range.settled && (await this.#standsAt(checkpoint))
    if (canTell && (held.length !== range.count || copyChecksum(held) !== range.checksum)) return { range, checkpoint }
    await this.#keep({ ...note, startkey: canTell ? range.endkey : note.startkey })
    return null
  }

  /**
   * Makes the range what the endpoint has there. Null when more has happened since: then it is looked at again another time.
   * @throws EndpointError
   */
  async repair({ range, checkpoint }: DifferingRange, signal: AbortSignal): Promise<CopyRepair | null> {
    const { db, client, copy, onReceived } = this.#options
    const note = await this.#note()
    const { documents, updateSeq } = await client.documents(db, range, signal)
    if (updateSeq !== range.update_seq || !(await this.#standsAt(checkpoint))) {
      await this.#keep(note)
      return null
    }
    const received = documents.map((document) => toStored(db, document, checkpoint.round))
    const held = await copy.find(received.map(({ id }) => id))
    const changed = received.filter((document) => !isSame(held.get(document.id), document))
    const dropped = await this.#ghosts(range, new Set(received.map(({ id }) => id)))
    let growth = 0
    await onReceived(documents)
    for (const wrong of [changed, ...dropped]) growth += await copy.write(wrong)
    await onReceived(documents)
    const wrong = [changed, ...dropped].reduce((sum, { length }) => sum + length, 0)
    const { corrections } = note
    const isWrong = wrong > 0
    await this.#keep({
      ...note,
      startkey: range.endkey,
      corrections: isWrong ? { documents: corrections.documents + wrong, ranges: corrections.ranges + 1 } : corrections,
    })
    return { documents: wrong, growth }
  }

  /** What the copy has in the range and the endpoint does not, as it is written to be dropped. */
  async #ghosts(range: RangeChecksum, received: ReadonlySet<string>): Promise<ReceivedDocument[][]> {
    const ghosts: ReceivedDocument[][] = []
    for (let { startkey } = range; ;) {
      const held = await this.#options.copy.readRange({ startkey, endkey: range.endkey }, DROPPED_AT_ONCE)
      const gone = held.filter(({ id }) => !received.has(id) && !(id === startkey && startkey !== range.startkey))
      ghosts.push(gone.map((document) => ({ ...document, _deleted: true })))
      if (held.length < DROPPED_AT_ONCE) return ghosts
      startkey = held.at(-1)!.id
    }
  }

  /** Another tab may pull, too, where the browser has no locks. */
  async #standsAt({ round, seq }: PullCheckpoint): Promise<boolean> {
    const now = await this.#options.copy.checkpoint()
    return now?.round === round && now.seq === seq && !now.isRepulling
  }

  async #note(): Promise<CheckNote> {
    return (await this.#options.copy.checkNote()) ?? { startkey: this.#start, checkedAt: 0, corrections: noCorrections }
  }

  async #keep(note: CheckNote): Promise<void> {
    await this.#options.copy.keepCheckNote({ ...note, checkedAt: Date.now() })
  }
}

/** Terminals that begin on the same night should not all look at the same documents. Ids are whole numbers. */
function randomStart(): string {
  return String(10 + Math.floor(Math.random() * 90))
}

function isSame(held: HeldDocument | undefined, received: ReceivedDocument): boolean {
  return held !== undefined && heldText(held) === heldText(received)
}
