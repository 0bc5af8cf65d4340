import { map, type Observable } from 'rxjs'
import { newId, toZonedIso } from '@barra/domain'
import { plain } from '../collections/plain.ts'
import type { TerminalCollections } from '../collections/terminal-collections.ts'
import type { WriteBehind } from '../collections/write-behind.ts'
import type { LoggedError } from './logged-error.ts'

/** The log keeps this many lines; older ones go. */
const KEPT_ERRORS = 500

/** What went wrong on this terminal, kept across reloads. */
export class ErrorLog {
  readonly #errors: TerminalCollections['errors']
  readonly #notes: WriteBehind
  readonly #timeZone: string
  readonly log$: Observable<readonly LoggedError[]>

  constructor(errors: TerminalCollections['errors'], notes: WriteBehind, timeZone: string) {
    this.#errors = errors
    this.#notes = notes
    this.#timeZone = timeZone
    this.log$ = errors.find({ sort: [{ id: 'desc' }] }).$.pipe(map((found) => found.map(plain)))
  }

  add(error: Omit<LoggedError, 'id' | 'at'>): void {
    // A UUIDv7 sorts by time, so the primary key is the order of the log.
    const line: LoggedError = { id: newId(), at: toZonedIso(new Date(), this.#timeZone), ...error }
    this.#notes.add(() => this.#write(line))
  }

  async #write(line: LoggedError): Promise<void> {
    await this.#errors.insert(line)
    const excess = await this.#errors.find({ sort: [{ id: 'desc' }], skip: KEPT_ERRORS }).exec()
    if (excess.length > 0) await this.#errors.bulkRemove(excess)
  }
}
