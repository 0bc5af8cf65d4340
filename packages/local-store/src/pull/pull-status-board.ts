// How the pulls stand: kept on disk for the next start, told to the other tabs, shown here.
import { BehaviorSubject, type Observable } from 'rxjs'
import { PULLED_DATABASES } from '@barra/replication-protocol'
import { noCorrections } from '../check/copy-corrections.ts'
import { plainOrNull } from '../collections/plain.ts'
import type { WriteBehind } from '../collections/write-behind.ts'
import type { KeptPullStatus, TerminalCollections } from '../collections/terminal-collections.ts'
import type { WholeCopy } from './pull-checkpoint.ts'
import type { PulledResource, PullStatus, PullStatuses } from './pull-status.ts'

const neverPulled: PullStatus = {
  lastSuccessAt: null,
  lastError: null,
  failuresInARow: 0,
  documents: 0,
  corrections: noCorrections,
  nextRunAt: null,
  isRunning: false,
}

/** What tabs say to each other: how one pull stands now, or, from a tab that has just opened, the question how they all do. */
type Message = { readonly resource: PulledResource; readonly status: PullStatus } | 'how_do_they_stand'

export interface PullStatusBoardOptions {
  readonly kept: TerminalCollections['pull_statuses']
  /** What the copy itself says: the statuses are written behind, and the power may go first. */
  readonly wholeCopy: (resource: PulledResource) => Promise<WholeCopy | undefined>
  readonly notes: WriteBehind
  /** The same for every tab of this terminal. */
  readonly channelName: string
}

export class PullStatusBoard {
  readonly #options: PullStatusBoardOptions
  readonly #statuses: BehaviorSubject<PullStatuses>
  readonly #channel: BroadcastChannel
  /** The statuses are made here: this tab leads the pulls. */
  #isSource = false
  readonly statuses$: Observable<PullStatuses>

  private constructor(options: PullStatusBoardOptions, initial: PullStatuses) {
    this.#options = options
    this.#statuses = new BehaviorSubject(initial)
    this.statuses$ = this.#statuses.asObservable()
    this.#channel = new BroadcastChannel(options.channelName)
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data !== 'how_do_they_stand') this.#set(data.resource, data.status)
      else if (this.#isSource) PULLED_DATABASES.forEach((resource) => this.#tell(resource))
    }
    // What is kept on disk may lag behind what another tab has already said.
    this.#channel.postMessage('how_do_they_stand' satisfies Message)
  }

  static async open(options: PullStatusBoardOptions): Promise<PullStatusBoard> {
    const found = await options.kept.findByIds([...PULLED_DATABASES]).exec()
    const statuses = PULLED_DATABASES.map(async (resource): Promise<[PulledResource, PullStatus]> => {
      const { id: _, ...kept } = plainOrNull(found.get(resource)) ?? { id: resource }
      const status = { ...neverPulled, ...kept }
      return [resource, asWhole(status, await options.wholeCopy(resource))]
    })
    const initial = Object.fromEntries(await Promise.all(statuses)) as Record<PulledResource, PullStatus>
    return new PullStatusBoard(options, initial)
  }

  get(resource: PulledResource): PullStatus {
    return this.#statuses.value[resource]
  }

  /** Changes what is shown, in every tab. */
  show(resource: PulledResource, change: Partial<PullStatus>): void {
    this.#isSource = true
    this.#set(resource, { ...this.get(resource), ...change })
    this.#tell(resource)
  }

  /** Changes what is shown and keeps it for the next start, except for what is only true of this moment or kept with the copy. */
  keep(resource: PulledResource, change: Partial<PullStatus>): void {
    this.show(resource, change)
    const { isRunning: _, corrections: __, ...status } = this.get(resource)
    const { kept, notes } = this.#options
    notes.add(() => kept.upsert({ id: resource, ...status } satisfies KeptPullStatus))
  }

  close(): void {
    this.#channel.close()
  }

  #tell(resource: PulledResource): void {
    this.#channel.postMessage({ resource, status: this.get(resource) } satisfies Message)
  }

  #set(resource: PulledResource, status: PullStatus): void {
    this.#statuses.next({ ...this.#statuses.value, [resource]: status })
  }
}

function asWhole(status: PullStatus, whole: WholeCopy | undefined): PullStatus {
  if (!whole || Date.parse(status.lastSuccessAt ?? '') >= Date.parse(whole.at)) return status
  const isOver = !status.lastError || Date.parse(status.lastError.at) < Date.parse(whole.at)
  return { ...status, lastSuccessAt: whole.at, documents: whole.documents, ...(isOver && { lastError: null, failuresInARow: 0 }) }
}
