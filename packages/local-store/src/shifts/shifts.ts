// The shifts of this terminal. One begins by itself, so that selling never has to wait for somebody to open it.
import { map, shareReplay, type Observable } from 'rxjs'
import type { RxCollection } from 'rxdb'
import { newId, toZonedIso } from '@barra/domain'
import { plain, plainOrNull } from '../collections/plain.ts'
import { inTurn } from '../tabs/in-turn.ts'
import type { Seller, Shift } from './shift.ts'

export interface ShiftsDependencies {
  readonly shifts: RxCollection<Shift>
  readonly timeZone: string
  /** By the same clock as the tickets. */
  readonly now: () => Date
}

export class Shifts {
  readonly #dependencies: ShiftsDependencies
  /** Newest first; the first is the one under way if it is open. */
  readonly all$: Observable<readonly Shift[]>
  readonly current$: Observable<Shift | null>

  constructor(dependencies: ShiftsDependencies) {
    this.#dependencies = dependencies
    this.all$ = dependencies.shifts.find({ sort: [{ id: 'desc' }] }).$.pipe(
      map((found) => found.map(plain)),
      shareReplay({ bufferSize: 1, refCount: true }),
    )
    this.current$ = this.all$.pipe(map(([newest]) => (newest?.closed_at === null ? newest : null)))
  }

  /** Who sells and in which shift, which begins now if none is open. A sale is worth more than this note: it never throws. */
  async seller(): Promise<Seller> {
    try {
      const shift = await this.#inTurn(() => this.#open())
      return { cashier: shift.on_duty, shift_id: shift.id }
    } catch (error) {
      console.error('no shift could be begun', error)
      return { cashier: null, shift_id: null }
    }
  }

  /** The cashier of this name sells from now on. */
  async putOnDuty(cashier: string): Promise<void> {
    await this.#inTurn(async () => this.#write({ ...(await this.#open()), on_duty: cashier }))
  }

  /** Closes the shift under way, if there is one; the next begins with the next cashier or sale. */
  async close(): Promise<Shift | null> {
    return this.#inTurn(async () => {
      const shift = await this.#newest()
      if (!shift || shift.closed_at !== null) return null
      return this.#write({ ...shift, closed_at: this.#now(), closed_by: shift.on_duty, on_duty: null })
    })
  }

  async #open(): Promise<Shift> {
    const newest = await this.#newest()
    if (newest?.closed_at === null) return newest
    const id = newId({ after: newest?.id })
    return this.#write({ id, opened_at: this.#now(), closed_at: null, closed_by: null, on_duty: null })
  }

  async #newest(): Promise<Shift | null> {
    const [newest] = await this.#dependencies.shifts.find({ sort: [{ id: 'desc' }], limit: 1 }).exec()
    return plainOrNull(newest)
  }

  async #write(shift: Shift): Promise<Shift> {
    await this.#dependencies.shifts.upsert(shift)
    return shift
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    return inTurn(`${this.#dependencies.shifts.database.name}-shift`, work)
  }

  #now(): string {
    const { now, timeZone } = this.#dependencies
    return toZonedIso(now(), timeZone)
  }
}
