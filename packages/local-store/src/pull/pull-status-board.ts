import { BehaviorSubject, type Observable } from 'rxjs'
import { PULLED_DATABASES } from '@barra/replication-protocol'
import { plainOrNull } from '../collections/plain.ts'
import type { WriteBehind } from '../collections/write-behind.ts'
import type { KeptPullStatus, TerminalCollections } from '../collections/terminal-collections.ts'
import type { PulledResource, PullStatus, PullStatuses } from './pull-status.ts'

const neverPulled: PullStatus = {
  lastSuccessAt: null,
  lastError: null,
  failuresInARow: 0,
  documents: 0,
  nextRunAt: null,
  isRunning: false,
}

/** How the pulls stand: kept on disk and shared between tabs, except for what is only true of this moment. */
export class PullStatusBoard {
  readonly #kept: TerminalCollections['pull_statuses']
  readonly #notes: WriteBehind
  readonly #statuses: BehaviorSubject<PullStatuses>
  readonly statuses$: Observable<PullStatuses>

  private constructor(kept: TerminalCollections['pull_statuses'], notes: WriteBehind, initial: PullStatuses) {
    this.#kept = kept
    this.#notes = notes
    this.#statuses = new BehaviorSubject(initial)
    this.statuses$ = this.#statuses.asObservable()
    kept.$.subscribe(({ documentData }) => {
      const { id, lastSuccessAt, lastError, failuresInARow, nextRunAt } = documentData
      this.#show(id, { lastSuccessAt, lastError, failuresInARow, nextRunAt })
    })
  }

  static async open(kept: TerminalCollections['pull_statuses'], notes: WriteBehind): Promise<PullStatusBoard> {
    const found = await kept.findByIds([...PULLED_DATABASES]).exec()
    const initial = Object.fromEntries(
      PULLED_DATABASES.map((resource): [PulledResource, PullStatus] => {
        const { id: _, ...status } = plainOrNull(found.get(resource)) ?? { id: resource }
        return [resource, { ...neverPulled, ...status }]
      }),
    ) as Record<PulledResource, PullStatus>
    return new PullStatusBoard(kept, notes, initial)
  }

  get(resource: PulledResource): PullStatus {
    return this.#statuses.value[resource]
  }

  /** Changes what is only true of this moment. */
  note(resource: PulledResource, momentary: Partial<Pick<PullStatus, 'documents' | 'isRunning'>>): void {
    this.#show(resource, momentary)
  }

  /** Changes what survives a reload. */
  keep(resource: PulledResource, kept: Partial<Omit<KeptPullStatus, 'id'>>): void {
    this.#show(resource, kept)
    const { lastSuccessAt, lastError, failuresInARow, nextRunAt } = this.get(resource)
    this.#notes.add(() => this.#kept.incrementalUpsert({ id: resource, lastSuccessAt, lastError, failuresInARow, nextRunAt }))
  }

  #show(resource: PulledResource, change: Partial<PullStatus>): void {
    const all = this.#statuses.value
    this.#statuses.next({ ...all, [resource]: { ...all[resource], ...change } })
  }
}
