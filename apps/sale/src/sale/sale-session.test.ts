import { effectScope, nextTick, shallowRef } from 'vue'
import { BehaviorSubject, NEVER, of, throwError } from 'rxjs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cartUnits, type Cart, type Guest, type Product } from '@barra/domain'
import type { DraftOrder, LocalStore, OnDuty } from '@barra/local-store'
import { createSaleSession } from './sale-session.ts'
import { chargesOnRescan, otherGuestHabit } from './settings/sale-settings.ts'

const fernet = { id_product_service: 4, description: 'Fernet con cola', price: '6500.00' } as Product
const gin = { id_product_service: 5, description: 'Gin tonic', price: '7500.00' } as Product

function fernets(quantity: number): Cart {
  return {
    lines: [{ id_product_service: 4, description: 'Fernet con cola', quantity, unit_price: 650_000 }],
    observations: '',
  }
}

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

function aDraft(slot: number, bracelet: string | null, { turn = slot, cart = fernets(slot) } = {}): DraftOrder {
  return { slot, turn, cart, guest: bracelet === null ? null : { id_visit: Number(bracelet), bracelet } }
}

function aPromise<Result>() {
  let resolve!: (result: Result) => void
  let reject!: (error: Error) => void
  const promise = new Promise<Result>((fulfil, refuse) => {
    resolve = fulfil
    reject = refuse
  })
  return { promise, resolve, reject }
}

/** A sale screen whose drafts are read when the test says so. */
function anOpeningScreen({ closed = [] as readonly string[] } = {}) {
  let stored = aPromise<readonly DraftOrder[]>()
  const products$ = new BehaviorSubject<readonly Product[]>([fernet, gin])
  const guestOf = (bracelet: string) => aGuest(bracelet, closed.includes(bracelet) ? '2026-11-25T02:31:00-03:00' : null)
  const onDuty = shallowRef<OnDuty>({ isAsked: false, name: null })
  const disk = new Map<number, DraftOrder>()
  const faults = { isDiskFull: false, areGuestsUnreadable: false }
  const slowness = { writing: Promise.resolve(), lookup: Promise.resolve() }
  /** Writing a sale, or looking a bracelet up, takes until the returned function is called. */
  function slowDown(what: keyof typeof slowness = 'writing'): () => void {
    let goOn = () => {}
    slowness[what] = new Promise((resolve) => (goOn = resolve))
    return goOn
  }
  const lookedUp: string[] = []
  const sold: { bracelet: string; units: number; slot?: number | null }[] = []
  const store = {
    catalogue: { products$ },
    guests: {
      inside$: NEVER,
      findByBracelet: async (bracelet: string) => {
        lookedUp.push(bracelet)
        await slowness.lookup
        return { kind: 'open', guests: [guestOf(bracelet)] }
      },
      lookup$: () => NEVER,
      guest$: (_visit: number, bracelet: string) =>
        faults.areGuestsUnreadable ? throwError(() => new Error('unreadable')) : of(guestOf(bracelet)),
      consumption$: () => of({ total: 0, notIncluded: { count: 0, amount: 0 } }),
    },
    drafts: {
      load: () => stored.promise,
      save: async (draft: DraftOrder) => void disk.set(draft.slot, draft),
      clear: async (slot: number) => void disk.delete(slot),
    },
    tickets: {
      newest$: of(null),
      closeCart: async ({ cart, guest, slot }: { cart: Cart; guest: Guest; slot?: number | null }) => {
        await slowness.writing
        if (faults.isDiskFull) throw new Error('disk full')
        sold.push({ bracelet: guest.bracelet, units: cartUnits(cart), slot })
        return { ticket_number: `1-000${sold.length}`, created_offline: false }
      },
    },
  } as unknown as LocalStore
  const session = effectScope().run(() => createSaleSession(store, onDuty))!
  session.restoreDrafts()
  const draftsAreRead = (drafts: readonly DraftOrder[]) => stored.resolve(drafts)
  /** Until they are asked for again. */
  const draftsAreUnreadable = () => {
    stored.reject(new Error('unreadable'))
    stored = aPromise()
  }
  return { session, draftsAreRead, draftsAreUnreadable, disk, sold, products$, onDuty, faults, slowDown, lookedUp }
}

/** A sale screen with these orders open. */
async function aSaleScreen(drafts: readonly DraftOrder[] = [], options: { closed?: readonly string[] } = {}) {
  const screen = anOpeningScreen(options)
  screen.draftsAreRead(drafts)
  await expect.poll(() => screen.session.isRestored.value).toBe(true)
  const { session } = screen
  const serve = async (bracelet: string, product: Product | null = fernet) => {
    await session.scan(bracelet)
    if (product) session.edit(() => session.order.add(product))
  }
  const front = () => ({
    bracelet: session.guest.chargeable.value?.bracelet ?? null,
    units: cartUnits(session.order.cart.value),
  })
  const tabs = () =>
    session.orders.all.value.map(({ slot, guest, cart }) => `${slot}: ${guest?.bracelet ?? 'nobody'} ${cartUnits(cart)}`)
  return { ...screen, serve, front, tabs }
}

beforeEach(() => {
  otherGuestHabit.value = 'ask'
  chargesOnRescan.value = false
})
afterEach(() => void vi.useRealTimers())

describe('a sale screen that is opening', () => {
  it('serves whoever is scanned meanwhile, not the guest of the draft', async () => {
    const { session, draftsAreRead } = anOpeningScreen()
    const scanned = session.scan('0417')
    draftsAreRead([aDraft(1, '0146', { cart: { lines: [], observations: '' } })])
    await scanned
    expect(session.guest.selection.value).toMatchObject({ kind: 'selected', guest: { bracelet: '0417' } })
  })

  it('asks whose the order of the draft is when somebody else is scanned meanwhile', async () => {
    const { session, draftsAreRead } = anOpeningScreen()
    const scanned = session.scan('0417')
    draftsAreRead([aDraft(1, '0146')])
    await scanned
    expect(session.guest.question.value).toMatchObject({
      kind: 'other_guest',
      current: { bracelet: '0146' },
      next: { bracelet: '0417' },
    })
  })

  it('adds what is tapped meanwhile to the order of the draft', async () => {
    const { session, draftsAreRead } = anOpeningScreen()
    session.edit(() => session.order.add(fernet))
    draftsAreRead([aDraft(2, '0146')])
    await expect.poll(() => session.order.cart.value.lines).toMatchObject([{ id_product_service: 4, quantity: 3 }])
  })

  it('keeps an order whose guest cannot be read, to be scanned again', async () => {
    const { session, draftsAreRead, faults, disk } = anOpeningScreen()
    faults.areGuestsUnreadable = true
    draftsAreRead([aDraft(2, '0146')])
    await expect.poll(() => session.isRestored.value).toBe(true)
    expect(cartUnits(session.order.cart.value)).toBe(2)
    await expect.poll(() => disk.get(2)?.cart.lines).toHaveLength(1)
  })

  it('sells without the drafts that cannot be read, says so, and leaves them as they are', async () => {
    const { session, draftsAreUnreadable, disk, sold } = anOpeningScreen()
    draftsAreUnreadable()
    await session.scan('0417')
    session.edit(() => session.order.add(fernet))
    expect(session.draftTrouble.value).toBe('unread')
    await nextTick()
    expect(disk.size).toBe(0)
    session.charge()
    await expect.poll(() => sold).toEqual([{ bracelet: '0417', units: 1, slot: null }])
    expect(session.draftTrouble.value).toBe('unread')
    expect(disk.size).toBe(0)
  })

  it('reads them once more when the cashier comes back to the screen, unless an order was begun meanwhile', async () => {
    const { session, draftsAreUnreadable, draftsAreRead } = anOpeningScreen()
    draftsAreUnreadable()
    await expect.poll(() => session.draftTrouble.value).toBe('unread')
    session.edit(() => session.order.add(gin))
    session.arrive()
    expect(session.isRestored.value).toBe(true)
    session.edit(session.order.clear)
    session.arrive()
    draftsAreRead([aDraft(1, '0417')])
    await expect.poll(() => session.isRestored.value).toBe(true)
    expect(session.draftTrouble.value).toBeNull()
    expect(cartUnits(session.order.cart.value)).toBe(1)
  })

  it('shows the order that was at the front, and the others in their tabs', async () => {
    const { front, tabs } = await aSaleScreen([
      aDraft(1, '0417', { turn: 5 }),
      aDraft(2, '0291', { turn: 9 }),
      aDraft(4, '0388', { turn: 7 }),
    ])
    expect(front()).toEqual({ bracelet: '0291', units: 2 })
    expect(tabs()).toEqual(['1: 0417 1', '2: 0291 2', '4: 0388 4'])
  })

  it('serves a guest without an order on only while they are inside', async () => {
    const nothing = { lines: [], observations: '' }
    const draft = aDraft(1, '0417', { cart: nothing })
    expect((await aSaleScreen([draft])).front()).toEqual({ bracelet: '0417', units: 0 })
    const nextDay = await aSaleScreen([draft], { closed: ['0417'] })
    expect(nextDay.session.guest.selection.value.kind).toBe('none')
    await expect.poll(() => nextDay.disk.size).toBe(0)
  })
})

describe('a sale screen that is left for another', () => {
  it('keeps the order and whose it is, and not what was refused, asked or opened there', async () => {
    const { session, front } = await aSaleScreen([aDraft(1, '0417', { cart: fernets(2) })])
    await session.scan('0291')
    expect(session.guest.question.value).not.toBeNull()
    session.dialog.value = { kind: 'observation' }
    session.leave()
    expect([session.guest.question.value, session.dialog.value]).toEqual([null, null])
    session.scanCut()
    await expect.poll(() => session.guest.lost.value).not.toBeNull()
    session.leave()
    expect(session.guest.lost.value).toBeNull()
    expect(front()).toEqual({ bracelet: '0417', units: 2 })
  })

  it('keeps the order of a guest who has left, and no such guest without one', async () => {
    const withOrder = await aSaleScreen([aDraft(1, '0417')], { closed: ['0417'] })
    withOrder.session.leave()
    expect(withOrder.session.guest.owner.value?.bracelet).toBe('0417')
    withOrder.session.edit(withOrder.session.order.clear)
    withOrder.session.leave()
    expect(withOrder.session.guest.selection.value.kind).toBe('none')
  })
})

describe('several open orders', () => {
  it('leaves an order open for another guest, and goes back to it by its tab', async () => {
    const { session, serve, front, tabs } = await aSaleScreen()
    await serve('0417')
    await session.scan('0291')
    session.startAnother(aGuest('0291'))
    await expect.poll(front).toEqual({ bracelet: '0291', units: 0 })
    session.edit(() => session.order.add(gin, 3))
    expect(tabs()).toEqual(['1: 0417 1', '2: 0291 3'])
    session.bringToFront(1)
    await expect.poll(front).toEqual({ bracelet: '0417', units: 1 })
    expect(tabs()).toEqual(['1: 0417 1', '2: 0291 3'])
  })

  it('goes to a guest’s own order when their bracelet is scanned, and asks nothing', async () => {
    const { session, serve, front } = await aSaleScreen([aDraft(1, '0417'), aDraft(2, '0291')])
    await serve('0417', null)
    expect(session.guest.question.value).toBeNull()
    expect(front()).toEqual({ bracelet: '0417', units: 1 })
  })

  it('leaves the order open without asking where the terminal is set to it', async () => {
    otherGuestHabit.value = 'leave_open'
    const { session, serve, tabs } = await aSaleScreen()
    await serve('0417')
    await serve('0291')
    await serve('0388', null)
    expect(session.guest.question.value).toBeNull()
    expect(tabs()).toEqual(['1: 0417 1', '2: 0291 1', '3: 0388 0'])
  })

  it('charges the one at the front alone, and the tab’s number is free again', async () => {
    const { session, serve, sold, tabs, disk } = await aSaleScreen([aDraft(1, '0417', { turn: 9 }), aDraft(2, '0291')])
    session.charge()
    session.charge()
    await expect.poll(() => session.till.state.value.kind).toBe('saved')
    expect(sold).toEqual([{ bracelet: '0417', units: 1, slot: 1 }])
    expect(tabs()).toEqual(['1: nobody 0', '2: 0291 2'])
    await serve('0388')
    expect(tabs()).toEqual(['1: 0388 1', '2: 0291 2'])
    await expect.poll(() => disk.get(1)).toMatchObject({ guest: { bracelet: '0388' } })
  })

  it('waits for the sale that is being written before it goes to another tab', async () => {
    const { session, sold, front, tabs } = await aSaleScreen([aDraft(1, '0417', { turn: 9 }), aDraft(2, '0291')])
    session.charge()
    session.bringToFront(2)
    await expect.poll(front).toEqual({ bracelet: '0291', units: 2 })
    expect(sold).toEqual([{ bracelet: '0417', units: 1, slot: 1 }])
    expect(tabs()).toEqual(['2: 0291 2'])
  })

  it('keeps every order on disk, and none that is empty and left', async () => {
    const { session, serve, disk } = await aSaleScreen([aDraft(1, '0417')])
    session.startAnother(aGuest('0291'))
    await expect.poll(() => [...disk.values()].map(({ guest }) => guest?.bracelet)).toEqual(['0291'])
    await serve('0388', null)
    session.bringToFront(1)
    await expect.poll(() => disk.size === 1 && disk.get(1)?.guest?.bracelet).toBe('0417')
  })
})

describe('products tapped for nobody yet, and a guest who has an order open', () => {
  const drafts = [aDraft(1, '0417'), aDraft(2, null, { cart: fernets(3) })]

  it('asks, and changes nothing by that', async () => {
    const { session, serve, front, tabs } = await aSaleScreen(drafts)
    await serve('0417', null)
    expect(session.guest.question.value).toMatchObject({ kind: 'own_order', guest: { bracelet: '0417' } })
    expect(front()).toEqual({ bracelet: null, units: 3 })
    session.guest.dropQuestion()
    expect(tabs()).toEqual(['1: 0417 1', '2: nobody 3'])
  })

  it('makes one order of both, on the screen and on disk', async () => {
    const { session, serve, front, tabs, disk } = await aSaleScreen(drafts)
    await serve('0417', null)
    expect(cartUnits(session.joined(aGuest('0417'))!)).toBe(4)
    session.join(aGuest('0417'))
    await expect.poll(front).toEqual({ bracelet: '0417', units: 4 })
    expect(session.guest.question.value).toBeNull()
    expect(tabs()).toEqual(['1: 0417 4'])
    await expect.poll(() => [...disk.values()].map(({ cart, slot }) => `${slot}: ${cartUnits(cart)}`)).toEqual(['1: 4'])
  })

  it('leaves them in their tab and goes to the guest’s own', async () => {
    const { session, serve, front, tabs } = await aSaleScreen(drafts)
    await serve('0417', null)
    session.goToOrderOf(aGuest('0417'))
    await expect.poll(front).toEqual({ bracelet: '0417', units: 1 })
    expect(tabs()).toEqual(['1: 0417 1', '2: nobody 3'])
  })
})

describe('a change that can be undone', () => {
  it('is forgotten once the order is another guest’s', async () => {
    const { session, serve, front } = await aSaleScreen()
    await serve('0417')
    session.edit(session.order.clear)
    await serve('0291', null)
    session.edit(session.order.undo)
    expect(front()).toEqual({ bracelet: '0291', units: 0 })
  })

  it('is not forgotten for a bad scan or the guest’s own bracelet', async () => {
    const { session, serve, front } = await aSaleScreen()
    await serve('0417')
    await serve('0417', null)
    session.edit(session.order.undo)
    expect(front()).toEqual({ bracelet: '0417', units: 0 })
  })
})

describe('what is tapped while a sale is being written', () => {
  it('is the next order’s', async () => {
    const { session, serve, front, sold, slowDown } = await aSaleScreen()
    await serve('0417')
    const goOn = slowDown()
    session.charge()
    session.edit(() => session.order.add(gin))
    session.edit(() => session.order.add(gin))
    expect(front().units).toBe(1)
    goOn()
    await expect.poll(front).toEqual({ bracelet: null, units: 2 })
    expect(sold).toEqual([{ bracelet: '0417', units: 1, slot: 1 }])
  })

  it('does not hide that the sale failed, nor does a scan', async () => {
    const { session, serve, front, slowDown, faults } = await aSaleScreen()
    await serve('0417')
    faults.isDiskFull = true
    const goOn = slowDown()
    session.charge()
    session.edit(() => session.order.add(gin))
    const scanned = session.scan('0291')
    goOn()
    await scanned
    expect(session.till.state.value.kind).toBe('failed')
    expect(front()).toEqual({ bracelet: '0417', units: 2 })
    expect(session.guest.question.value).toMatchObject({ kind: 'other_guest' })
  })
})

describe('a guest who is looked for while the order before is charged', () => {
  it.each(['before', 'after'] as const)(
    'is served next, whether the bracelet is found %s the sale is written',
    async (moment) => {
      const { session, serve, front, sold, slowDown, lookedUp } = await aSaleScreen()
      await serve('0146')
      const [write, find] = [slowDown('writing'), slowDown('lookup')]
      const scanned = session.scan('0417')
      await expect.poll(() => lookedUp).toContain('0417')
      session.charge()
      if (moment === 'before') find()
      await new Promise((resolve) => setTimeout(resolve))
      write()
      await expect.poll(() => session.till.state.value.kind).toBe('saved')
      if (moment === 'after') find()
      await scanned
      expect(sold).toEqual([{ bracelet: '0146', units: 1, slot: 1 }])
      expect(session.guest.question.value).toBeNull()
      expect(front()).toEqual({ bracelet: '0417', units: 0 })
    },
  )

  it('is served next where they are found by hand meanwhile', async () => {
    const { session, serve, front, slowDown } = await aSaleScreen()
    await serve('0146')
    const write = slowDown()
    session.charge()
    session.pick(aGuest('0417'))
    write()
    await expect.poll(front).toEqual({ bracelet: '0417', units: 0 })
    expect(session.guest.question.value).toBeNull()
  })

  it('is to be scanned again where the scan was cut, which is told once the sale is written', async () => {
    const { session, serve, sold, slowDown } = await aSaleScreen()
    await serve('0146')
    const write = slowDown()
    session.charge()
    session.scanCut()
    write()
    await expect.poll(() => sold).toHaveLength(1)
    await new Promise((resolve) => setTimeout(resolve))
    expect(session.guest.lost.value).toEqual({ kind: 'scan_cut' })
  })
})

describe('a terminal on which somebody must say who sells', () => {
  it('charges nothing before, by button, scan or question', async () => {
    chargesOnRescan.value = true
    const { session, serve, sold, onDuty } = await aSaleScreen()
    onDuty.value = { isAsked: true, name: null }
    await serve('0417')
    session.charge()
    await session.scan('0417')
    await session.scan('0291')
    session.chargeAndServe(aGuest('0291'))
    expect(session.readiness.value).toEqual({ kind: 'blocked', reason: 'no_cashier' })
    onDuty.value = { isAsked: true, name: 'Caro' }
    await session.scan('0417')
    await expect.poll(() => sold).toEqual([{ bracelet: '0417', units: 1, slot: 1 }])
  })
})

describe('the same bracelet once more', () => {
  it('charges nothing unless the terminal is set to it', async () => {
    const { serve, session, sold } = await aSaleScreen()
    await serve('0417')
    await session.scan('0417')
    expect(sold).toEqual([])
  })

  it('charges a filled order, once', async () => {
    chargesOnRescan.value = true
    const { serve, session, sold } = await aSaleScreen()
    await serve('0417')
    await Promise.all([session.scan('0417'), session.charge()])
    await session.scan('0417')
    expect(sold).toEqual([{ bracelet: '0417', units: 1, slot: 1 }])
    expect(session.guest.chargeable.value?.bracelet).toBe('0417')
  })

  it('charges nothing when it is typed by hand, brings a tab to the front, or a dialog is open', async () => {
    chargesOnRescan.value = true
    const { session, sold } = await aSaleScreen([aDraft(1, '0417'), aDraft(2, '0291')])
    await session.lookUp('0291')
    await session.scan('0417')
    session.dialog.value = { kind: 'observation' }
    await session.scan('0417')
    expect(sold).toEqual([])
    session.dialog.value = null
    await session.scan('0417')
    await expect.poll(() => sold).toEqual([{ bracelet: '0417', units: 1, slot: 1 }])
  })
})
