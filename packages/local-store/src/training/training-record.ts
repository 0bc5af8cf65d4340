// What a training keeps across reloads and shares with other tabs: since when, what fails, and what the pretend server stored.
import { BehaviorSubject, ReplaySubject, type Observable } from 'rxjs'
import type { IntakeTicket } from './pretend-intake.ts'
import type { TrainingFault } from './training-fault.ts'
import { abandonTraining, isTraining, TRAINING_MARK, TRAINING_TICKETS } from './training-mark.ts'

interface Mark {
  /** ISO 8601. */
  readonly startedAt: string
  readonly faults: readonly TrainingFault[]
}

export class TrainingRecord {
  readonly startedAt: Date
  readonly #faults: BehaviorSubject<ReadonlySet<TrainingFault>>
  readonly #endedElsewhere = new ReplaySubject<void>(1)
  readonly #changedElsewhere = ({ key }: StorageEvent) => {
    if (!isTraining()) this.#endedElsewhere.next()
    else if (key === TRAINING_MARK) this.#faults.next(new Set(readMark()?.faults))
  }

  /** Goes on with the training under way, or begins one. */
  constructor() {
    const mark = readMark() ?? { startedAt: new Date().toISOString(), faults: [] }
    this.startedAt = new Date(mark.startedAt)
    this.#faults = new BehaviorSubject<ReadonlySet<TrainingFault>>(new Set(mark.faults))
    this.#write(mark.faults)
    addEventListener('storage', this.#changedElsewhere)
  }

  get faults$(): Observable<ReadonlySet<TrainingFault>> {
    return this.#faults
  }

  /** Another tab left the training; also told to whom listens only later, when the training is open. */
  get endedElsewhere$(): Observable<void> {
    return this.#endedElsewhere
  }

  has(fault: TrainingFault): boolean {
    return this.#faults.value.has(fault)
  }

  setFault(fault: TrainingFault, isOn: boolean): void {
    const faults = new Set(this.#faults.value)
    if (isOn) faults.add(fault)
    else faults.delete(fault)
    this.#write([...faults])
    this.#faults.next(faults)
  }

  /** The tickets that the pretend server stored, oldest first. */
  get tickets(): readonly IntakeTicket[] {
    return JSON.parse(localStorage.getItem(TRAINING_TICKETS) ?? '[]') as IntakeTicket[]
  }

  addTicket(ticket: IntakeTicket): void {
    localStorage.setItem(TRAINING_TICKETS, JSON.stringify([...this.tickets, ticket]))
  }

  close(): void {
    removeEventListener('storage', this.#changedElsewhere)
  }

  erase(): void {
    this.close()
    abandonTraining()
  }

  #write(faults: readonly TrainingFault[]): void {
    const mark: Mark = { startedAt: this.startedAt.toISOString(), faults }
    localStorage.setItem(TRAINING_MARK, JSON.stringify(mark))
  }
}

/** Null before a training, and for a mark that nobody can read. */
function readMark(): Mark | null {
  try {
    const mark = JSON.parse(localStorage.getItem(TRAINING_MARK) ?? 'null') as Mark | null
    return mark && Number.isFinite(Date.parse(mark.startedAt)) && Array.isArray(mark.faults) ? mark : null
  } catch {
    return null
  }
}
