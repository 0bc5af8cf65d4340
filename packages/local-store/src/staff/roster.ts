import type { RxCollection } from 'rxdb'
import { newId } from '@barra/domain'
import { plain } from '../collections/plain.ts'
import type { KeptPerson } from './kept-person.ts'
import { hashPin, isPin } from './pin.ts'
import { noTries } from './pin-tries.ts'
import type { Cashier } from './staff-state.ts'

const MAX_NAME_LENGTH = 40

export type RosterRefusal = 'bad_pin' | 'no_name' | 'name_taken' | 'removed'

/** A change of the list of cashiers that was not made; everything is as it was. */
export class RosterRefused extends Error {
  readonly code: RosterRefusal

  constructor(code: RosterRefusal) {
    super(`the list of cashiers was not changed: ${code}`)
    this.name = 'RosterRefused'
    this.code = code
  }
}

/** The list of cashiers in the hands of a manager, who has said the PIN. */
export class Roster {
  readonly #people: RxCollection<KeptPerson>
  readonly #managerId: string

  constructor(people: RxCollection<KeptPerson>, managerId: string) {
    this.#people = people
    this.#managerId = managerId
  }

  /** @throws RosterRefused */
  async add({ name, pin }: { readonly name: string; readonly pin: string }): Promise<Cashier> {
    const person = { id: newId(), name: await this.freeName(name) }
    await this.#write(person, pin)
    return person
  }

  /** The name as it would stand on the list, where it may: asked before somebody thinks of a PIN. @throws RosterRefused */
  async freeName(name: string): Promise<string> {
    const written = name.trim().replace(/\s+/g, ' ').slice(0, MAX_NAME_LENGTH)
    if (written === '') throw new RosterRefused('no_name')
    const everybody = (await this.#people.find().exec()).map(plain)
    const isTaken = everybody.some((person) => person.name.localeCompare(written, 'es', { sensitivity: 'base' }) === 0)
    if (isTaken) throw new RosterRefused('name_taken')
    return written
  }

  /** Gives a cashier another PIN, for whoever forgot theirs; nobody who was taken off the list meanwhile. @throws RosterRefused */
  async setPin({ id }: Cashier, pin: string): Promise<void> {
    const fresh = await freshPin(pin)
    const kept = await this.#people.findOne(id).exec()
    const changed = await kept?.incrementalPatch(fresh)
    if (!changed || changed.deleted) throw new RosterRefused('removed')
  }

  /** Takes a cashier off the list; the name stays on what they sold. */
  async remove({ id }: Cashier): Promise<void> {
    await (await this.#people.findOne(id).exec())?.remove()
  }

  /** @throws RosterRefused */
  async setManagerPin(pin: string): Promise<void> {
    await this.#write({ id: this.#managerId, name: '' }, pin)
  }

  async #write(person: Cashier, pin: string): Promise<void> {
    await this.#people.upsert({ ...person, ...(await freshPin(pin)) })
  }
}

async function freshPin(pin: string): Promise<Pick<KeptPerson, 'pin' | 'tries'>> {
  if (!isPin(pin)) throw new RosterRefused('bad_pin')
  return { pin: await hashPin(pin), tries: noTries }
}
