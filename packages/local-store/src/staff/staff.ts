// Who may sell at this terminal, and the manager who says so: kept and checked here, without a server.
import { map, type Observable } from 'rxjs'
import type { RxCollection } from 'rxdb'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { plain, plainOrNull } from '../collections/plain.ts'
import type { KeptPerson } from './kept-person.ts'
import { isRightPin } from './pin.ts'
import { afterWrongPin, noTries, waitLeftMs } from './pin-tries.ts'
import { Roster } from './roster.ts'
import type { PinOutcome, PinRefused, StaffState } from './staff-state.ts'

const MANAGER = 'manager-'

export class Staff {
  readonly #people: RxCollection<KeptPerson>
  /** A manager's PIN counts under the pairing it was set under: paired anew, with a code from the club's server, another can be set. */
  readonly #managerId: string
  readonly state$: Observable<StaffState>

  constructor(people: RxCollection<KeptPerson>, token: string) {
    this.#people = people
    this.#managerId = MANAGER + bytesToHex(sha256(utf8ToBytes(token))).slice(0, 16)
    this.state$ = people.find().$.pipe(map((found) => this.#stateOf(found.map(plain))))
  }

  /** Whether this is that cashier's PIN. From the third wrong one in a row on, each makes the next wait longer. */
  async check(cashierId: string, pin: string): Promise<PinOutcome> {
    const person = plainOrNull(await this.#people.findOne(cashierId).exec())
    return person ? this.#check(person, pin) : { kind: 'wrong', waitMs: 0 }
  }

  /** The list of cashiers, to who knows the manager's PIN. */
  async openRoster(pin: string): Promise<{ readonly kind: 'right'; readonly roster: Roster } | PinRefused> {
    const outcome = await this.check(this.#managerId, pin)
    return outcome.kind === 'right' ? { kind: 'right', roster: this.#roster() } : outcome
  }

  /**
   * Sets the first manager's PIN.
   * @throws RosterRefused when it is no PIN; Error when there is one already
   */
  async setUpManager(pin: string): Promise<Roster> {
    if (await this.#people.findOne(this.#managerId).exec()) throw new Error('this terminal has a manager’s PIN already')
    const roster = this.#roster()
    await roster.setManagerPin(pin)
    return roster
  }

  #roster(): Roster {
    return new Roster(this.#people, this.#managerId)
  }

  async #check(person: KeptPerson, pin: string): Promise<PinOutcome> {
    const waitMs = waitLeftMs(person.tries, Date.now())
    if (waitMs > 0) return { kind: 'wait', waitMs }
    const isRight = await isRightPin(pin, person.pin)
    const tries = isRight ? noTries : afterWrongPin(person.tries, Date.now())
    // Before the answer: a reload must not give a guess for nothing.
    if (tries !== person.tries) await this.#people.upsert({ ...person, tries })
    return isRight ? { kind: 'right' } : { kind: 'wrong', waitMs: waitLeftMs(tries, Date.now()) }
  }

  #stateOf(people: readonly KeptPerson[]): StaffState {
    const cashiers = people
      .filter(({ id }) => !id.startsWith(MANAGER))
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name, 'es'))
    return { hasManager: people.some(({ id }) => id === this.#managerId), cashiers }
  }
}
