// The shifts of this terminal. One begins by itself, so that selling never has to wait for somebody to open it, and none outlives its
// night: what was left open is closed when the next one begins.
import { combineLatest, distinctUntilChanged, firstValueFrom, map, shareReplay, timer, type Observable } from 'rxjs'
import type { RxCollection } from 'rxdb'
import { businessDay, newId, toZonedIso } from '@barra/domain'
import { dexieTableOf } from '../collections/dexie-table.ts'
import { plain, withoutMeta } from '../collections/plain.ts'
import type { Cashier } from '../staff/staff-state.ts'
import { inTurn } from '../tabs/in-turn.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { onDutyOf, type OnDuty } from './on-duty.ts'
import type { Seller, Shift } from './shift.ts'
import { closingOf, type ShiftClosing } from './shift-closing.ts'

export interface ShiftsDependencies {
  readonly shifts: RxCollection<Shift>
  /** By name; nobody where the terminal does not ask who sells. */
  readonly cashiers$: Observable<readonly Cashier[]>
  /** Every ticket of a shift. */
  readonly ticketsOf: (shiftId: string) => Promise<readonly StoredTicket[]>
  readonly timeZone: string
  /** By the same clock as the tickets. */
  readonly now: () => Date
}

/** How soon the end of a night is noticed while nothing is sold. */
const NIGHT_CHECK_MS = 5_000

export class Shifts {
  readonly #dependencies: ShiftsDependencies
  /** Newest first; the first is the one under way if it is open and of tonight. */
  readonly all$: Observable<readonly Shift[]>
  readonly current$: Observable<Shift | null>
  readonly onDuty$: Observable<OnDuty>

  constructor(dependencies: ShiftsDependencies) {
    this.#dependencies = dependencies
    this.all$ = dependencies.shifts.find({ sort: [{ id: 'desc' }] }).$.pipe(
      map((found) => found.map(plain)),
      shareReplay({ bufferSize: 1, refCount: true }),
    )
    const night$ = timer(0, NIGHT_CHECK_MS).pipe(
      map(() => this.#tonight()),
      distinctUntilChanged(),
    )
    this.current$ = combineLatest([this.all$, night$]).pipe(map(([[newest]]) => this.#ifUnderWay(newest ?? null)))
    this.onDuty$ = combineLatest([this.current$, dependencies.cashiers$]).pipe(map((both) => onDutyOf(...both)))
  }

  /**
   * Who sells and in which shift, which begins now if none is under way; null where somebody has to say first who it is. A sale is worth
   * more than this note: it never throws.
   */
  async seller(): Promise<Seller | null> {
    try {
      return await this.#inTurn(async () => {
        const { isAsked, name } = await this.#onDuty()
        if (isAsked && name === null) return null
        return { cashier: name, shift_id: (await this.#open()).id }
      })
    } catch (error) {
      console.error('no shift could be begun', error)
      return { cashier: null, shift_id: null }
    }
  }

  /** The cashier of this name sells from now on. */
  async putOnDuty(cashier: string): Promise<void> {
    await this.#inTurn(async () => this.#write({ ...(await this.#open()), on_duty: cashier }))
  }

  /** Closes the open shift, if there is one, of whatever night; the next begins with the next cashier or sale. */
  async close(): Promise<Shift | null> {
    return this.#inTurn(async () => {
      const shift = await this.#newest()
      return shift?.closed_at === null ? this.#end(shift, { closed_by: (await this.#onDuty()).name, by_itself: false }) : null
    })
  }

  async #open(): Promise<Shift> {
    const newest = await this.#newest()
    const underWay = this.#ifUnderWay(newest)
    if (underWay) return underWay
    if (newest?.closed_at === null) await this.#end(newest, { closed_by: null, by_itself: true })
    const now = this.#dependencies.now()
    const id = newId({ at: now, after: newest?.id })
    return this.#write({
      id,
      opened_at: toZonedIso(now, this.#dependencies.timeZone),
      closed_at: null,
      closed_by: null,
      on_duty: null,
    })
  }

  async #end(shift: Shift, { closed_by, by_itself }: Pick<Shift, 'closed_by'> & Pick<ShiftClosing, 'by_itself'>): Promise<Shift> {
    const closing = closingOf(await this.#dependencies.ticketsOf(shift.id), { by_itself })
    return this.#write({ ...shift, closed_at: this.#now(), closed_by, on_duty: null, closing })
  }

  async #onDuty(): Promise<OnDuty> {
    return onDutyOf(this.#ifUnderWay(await this.#newest()), await firstValueFrom(this.#dependencies.cashiers$))
  }

  /** From the disk: another tab may have closed it, and RxDB may not have been told yet. */
  async #newest(): Promise<Shift | null> {
    const table = await dexieTableOf(this.#dependencies.shifts.storageInstance)
    const newest = await table.orderBy('id').reverse().first()
    return newest ? withoutMeta(newest as Shift) : null
  }

  /** Not one of an earlier night. One of a later night began under a clock that was ahead, and goes on. */
  #ifUnderWay(newest: Shift | null): Shift | null {
    return newest?.closed_at === null && this.#nightOf(new Date(newest.opened_at)) >= this.#tonight() ? newest : null
  }

  #tonight(): string {
    return this.#nightOf(this.#dependencies.now())
  }

  #nightOf(moment: Date): string {
    return businessDay(moment, this.#dependencies.timeZone)
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
