// How the pulls stand: kept on disk for the next start, told to the other tabs, shown here.
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

interface Told {
  readonly resource: PulledResource
  readonly status: PullStatus
}

export interface PullStatusBoardOptions {
  readonly kept: TerminalCollections['pull_statuses']
  readonly notes: WriteBehind
  /** The same for every tab of this terminal. */
  readonly channelName: string
}

export class PullStatusBoard {
  readonly #options: PullStatusBoardOptions
  readonly #statuses: BehaviorSubject<PullStatuses>
  readonly #channel: BroadcastChannel
  readonly statuses$: Observable<PullStatuses>

  private constructor(options: PullStatusBoardOptions, initial: PullStatuses) {
    this.#options = options
    this.#statuses = new BehaviorSubject(initial)
    this.statuses$ = this.#statuses.asObservable()
    this.#channel = new BroadcastChannel(options.channelName)
    this.#channel.onmessage = ({ data }: MessageEvent<Told>) => this.#set(data.resource, data.status)
  }

  static async open(options: PullStatusBoardOptions): Promise<PullStatusBoard> {
    const found = await options.kept.findByIds([...PULLED_DATABASES]).exec()
    const initial = Object.fromEntries(
      PULLED_DATABASES.map((resource): [PulledResource, PullStatus] => {
        const { id: _, ...status } = plainOrNull(found.get(resource)) ?? { id: resource }
        return [resource, { ...neverPulled, ...status }]
      }),
    ) as Record<PulledResource, PullStatus>
    return new PullStatusBoard(options, initial)
  }

  get(resource: PulledResource): PullStatus {
    return this.#statuses.value[resource]
  }

  /** Changes what is shown, in every tab. */
  show(resource: PulledResource, change: Partial<PullStatus>): void {
    const status = { ...this.get(resource), ...change }
    this.#set(resource, status)
    this.#channel.postMessage({ resource, status } satisfies Told)
  }

  /** Changes what is shown and keeps it for the next start, except for what is only true of this moment. */
  keep(resource: PulledResource, change: Partial<PullStatus>): void {
    this.show(resource, change)
    const { isRunning: _, ...status } = this.get(resource)
    const { kept, notes } = this.#options
    notes.add(() => kept.upsert({ id: resource, ...status } satisfies KeptPullStatus))
  }

  close(): void {
    this.#channel.close()
  }

  #set(resource: PulledResource, status: PullStatus): void {
    this.#statuses.next({ ...this.#statuses.value, [resource]: status })
  }
}
