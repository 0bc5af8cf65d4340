import { effectScope, nextTick, shallowRef } from 'vue'
import { BehaviorSubject, of, Subject } from 'rxjs'
import { describe, expect, it, vi } from 'vitest'
import type { Guest } from '@barra/domain'
import type { BraceletLookup, LocalStore } from '@barra/local-store'
import { useGuestSelection } from './useGuestSelection.ts'

function aGuest(bracelet: string, hour_exit: string | null = null): Guest {
  return {
    visit: { id_visit: Number(bracelet), hour_exit } as Guest['visit'],
    bracelet,
    holder: 'partner',
    name: `Invitado ${bracelet}`,
    phone: null,
    standing: { kind: 'good' },
  }
}

/** Lookups that answer when the test says so, and guests whose data the test changes. */
function aDoor({ hasOrder = false } = {}) {
  const answers = new Map<string, (lookup: BraceletLookup | Error) => void>()
  const live = new Map<number, BehaviorSubject<Guest | null>>()
  const lookups = new Subject<BraceletLookup>()
  const guests: Pick<LocalStore['guests'], 'findByBracelet' | 'lookup$' | 'guest$' | 'consumption$'> = {
    findByBracelet: (bracelet) =>
      new Promise((resolve, reject) => {
        answers.set(bracelet, (answer) => (answer instanceof Error ? reject(answer) : resolve(answer)))
      }),
    lookup$: () => lookups,
    guest$: (id_visit, bracelet) => {
      const subject = live.get(id_visit) ?? new BehaviorSubject<Guest | null>(aGuest(bracelet))
      live.set(id_visit, subject)
      return subject
    },
    consumption$: (id_visit) => of({ total: id_visit, notIncluded: { count: 0, amount: 0 } }),
  }
  const onOutcome = vi.fn()
  const held = shallowRef(false)
  const selector = effectScope().run(() =>
    useGuestSelection({
      guests: guests as LocalStore['guests'],
      hasOrder: () => hasOrder,
      hasOpenOrder: () => false,
      bringGuestToFront: () => false,
      leaveOrderOpen: () => false,
      onceWritten: () => Promise.resolve(),
      isOrderHeld: () => held.value,
      onOutcome,
    }),
  )!
  const open = (bracelet: string): BraceletLookup => ({ kind: 'open', guests: [aGuest(bracelet)] })
  return {
    ...selector,
    answer: (bracelet: string, lookup: BraceletLookup | Error) => answers.get(bracelet)!(lookup),
    live,
    lookups,
    held,
    onOutcome,
    open,
  }
}

describe('whom the order is for', () => {
  it('is whoever was scanned last, in whatever order the lookups answer', async () => {
    const door = aDoor()
    const first = door.lookUp('0417')
    const second = door.lookUp('0291')
    door.answer('0291', door.open('0291'))
    await second
    door.answer('0417', door.open('0417'))
    await first
    expect(door.selection.value).toMatchObject({ kind: 'selected', guest: { bracelet: '0291' } })
    expect(door.consumption.value?.total).toBe(291)
    expect(door.onOutcome.mock.calls).toEqual([['selected']])
  })

  it('is nobody any more from the moment the visit closes, and again once it reopens', () => {
    const door = aDoor()
    door.take(aGuest('0417'))
    door.live.get(417)!.next(aGuest('0417', '2026-11-25T02:31:00-03:00'))
    expect(door.selection.value).toMatchObject({ kind: 'refused', refusal: { kind: 'closed' } })
    expect(door.chargeable.value).toBeNull()
    door.live.get(417)!.next(aGuest('0417'))
    expect(door.chargeable.value?.bracelet).toBe('0417')
  })

  it('goes back from a bad scan to the guest from before', async () => {
    const door = aDoor({ hasOrder: true })
    door.take(aGuest('0417'))
    const scan = door.lookUp('0739')
    door.answer('0739', { kind: 'unknown' })
    await scan
    expect(door.onOutcome).toHaveBeenLastCalledWith('refused')
    expect(door.chargeable.value?.bracelet).toBe('0417')
    door.keepPrevious()
    expect(door.selection.value).toMatchObject({ kind: 'selected', guest: { bracelet: '0417' } })
  })

  it('stays as it was when a lookup fails, and says which', async () => {
    const door = aDoor()
    door.take(aGuest('0417'))
    const scan = door.lookUp('0291')
    door.answer('0291', new Error('the database is gone'))
    await scan
    expect(door.lost.value).toEqual({ kind: 'lookup_failed', bracelet: '0291' })
    expect(door.selection.value).toMatchObject({ kind: 'selected', guest: { bracelet: '0417' } })
    expect(door.onOutcome).toHaveBeenLastCalledWith('refused')
  })

  it('changes for no bracelet while a dialog works on the order, not even for one whose lookup was under way', async () => {
    const door = aDoor()
    door.take(aGuest('0417'))
    const scan = door.lookUp('0291')
    door.held.value = true
    door.answer('0291', door.open('0291'))
    await scan
    expect(door.lost.value).toEqual({ kind: 'not_taken', bracelet: '0291' })
    expect(door.selection.value).toMatchObject({ kind: 'selected', guest: { bracelet: '0417' } })
    expect(door.onOutcome).toHaveBeenLastCalledWith('refused')
  })

  it('is the stranger that the data knows now once the dialog over the order is gone', async () => {
    const door = aDoor()
    const scan = door.lookUp('0739')
    door.answer('0739', { kind: 'unknown' })
    await scan
    door.held.value = true
    door.lookups.next(door.open('0739'))
    await nextTick()
    expect(door.chargeable.value).toBeNull()
    door.held.value = false
    await nextTick()
    expect(door.chargeable.value?.bracelet).toBe('0739')
  })

  it('is the stranger after all once the data knows the bracelet', async () => {
    const door = aDoor()
    const scan = door.lookUp('0739')
    door.answer('0739', { kind: 'unknown' })
    await scan
    door.lookups.next({ kind: 'unknown' })
    await nextTick()
    expect(door.onOutcome.mock.calls).toEqual([['refused']])
    door.lookups.next(door.open('0739'))
    await nextTick()
    expect(door.chargeable.value?.bracelet).toBe('0739')
    expect(door.onOutcome).toHaveBeenLastCalledWith('selected')
  })
})
