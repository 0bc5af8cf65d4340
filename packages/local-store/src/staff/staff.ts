// Who may sell at this terminal, and the manager who says so: kept and checked here, without a server.
import { map, type Observable } from 'rxjs'
import type { RxCollection, RxDocument } from 'rxdb'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { plain } from '../collections/plain.ts'
import type { KeptPerson } from './kept-person.ts'
import { isRightPin, type PinHash } from './pin.ts'
import { afterWrongPin, noTries } from './pin-tries.ts'
import { PinWaits } from './pin-waits.ts'
import { Roster } from './roster.ts'
import type { PinOutcome, PinRefused, StaffState } from './staff-state.ts'

const MANAGER = 'manager-'
const UNKNOWN: PinOutcome = { kind: 'wrong', waitMs: 0 }

export class Staff {
  readonly #people: RxCollection<KeptPerson>
  /** A manager's PIN counts under the pairing it was set under: paired anew, with a code from the club's server, another can be set. */
  readonly #managerId: string
  readonly #waits = new PinWaits()
  readonly state$: Observable<StaffState>

  constructor(people: RxCollection<KeptPerson>, token: string) {
    this.#people = people
    this.#managerId = MANAGER + bytesToHex(sha256(utf8ToBytes(token))).slice(0, 16)
    this.state$ = people.find().$.pipe(map((found) => this.#stateOf(found.map(plain))))
  }

  /** Whether this is that cashier's PIN. From the third wrong one in a row on, each makes the next wait longer. */
  async check(cashierId: string, pin: string): Promise<PinOutcome> {
    const asked = await this.#people.findOne(cashierId).exec()
    const person = asked && (await this.#countTry(asked))
    if (!person) return UNKNOWN
    if ('waitMs' in person) return { kind: 'wait', waitMs: person.waitMs }
    if (!(await isRightPin(pin, person.pin))) return { kind: 'wrong', waitMs: this.#waits.leftMs(person.id, person.tries) }
    return (await this.#forgetTries(asked, person.pin)) ? { kind: 'right' } : UNKNOWN
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

  /**
   * Counts a try as wrong before it is looked at: neither a reload nor another tab makes a guess for nothing. Null when the person was
   * taken off the list meanwhile.
   */
  async #countTry(asked: RxDocument<KeptPerson>): Promise<KeptPerson | { readonly waitMs: number } | null> {
    let waitMs = 0
    const counted = await asked.incrementalModify((person) => {
      waitMs = this.#waits.leftMs(person.id, person.tries)
      return waitMs > 0 ? person : { ...person, tries: afterWrongPin(person.tries, Date.now()) }
    })
    if (counted.deleted) return null
    return waitMs > 0 ? { waitMs } : plain(counted)
  }

  /** Answers whether that is still the PIN of somebody on the list. */
  async #forgetTries(asked: RxDocument<KeptPerson>, pin: PinHash): Promise<boolean> {
    let isSame = false
    const after = await asked.incrementalModify((person) => {
      isSame = person.pin.hash === pin.hash
      return isSame ? { ...person, tries: noTries } : person
    })
    return isSame && !after.deleted
  }

  #stateOf(people: readonly KeptPerson[]): StaffState {
    const cashiers = people
      .filter(({ id }) => !id.startsWith(MANAGER))
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name, 'es'))
    return { hasManager: people.some(({ id }) => id === this.#managerId), cashiers }
  }
}
