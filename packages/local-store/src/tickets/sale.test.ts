import { firstValueFrom } from 'rxjs'
import { expect, onTestFinished, test } from 'vitest'
import { emptyCart, MAX_MONEY, MAX_TICKET_LINES, newId, type Cart } from '@barra/domain'
import {
  aCart,
  aDraft,
  anOpenNight,
  aPartner,
  aTerminal,
  aVisit,
  eventually,
  sell,
  theGuest,
  ticketsOf,
  allTickets,
} from '../testing/a-terminal.ts'
import { anotherTab } from '../testing/another-tab.ts'
import { fillDisk } from '../testing/full-disk.ts'
import { StorageFailed } from './sale-errors.ts'

test('closes a cart into a pending ticket that a reopened terminal still has', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  const [ticket] = await sell(store)
  expect(ticket).toMatchObject({
    id_visit: 90,
    id_bracelet: '0417',
    ticket_amount: '6500.00',
    sync_status: 'PENDING',
    created_offline: false,
    ticket_number: '1-0001',
    guest_name: 'Martín Sosa',
    terminal: 'Barra 1',
  })
  expect(ticket!.ticket_date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-03:00$/)
  await store.close()
  endpoint.goDown()
  const again = await aTerminal({ name })
  expect(await ticketsOf(again)).toEqual([ticket])
})

test('sells without a server and says so on the ticket', async () => {
  const { endpoint, store } = await anOpenNight()
  endpoint.goDown()
  await eventually(store.server.state$, ({ kind }) => kind === 'offline')
  const [first, second] = await sell(store, 2)
  expect(first!.created_offline).toBe(true)
  expect([first!.ticket_number, second!.ticket_number]).toEqual(['1-0001', '1-0002'])
})

test('counts on and lists the newest first after the clock was set back, and when sales close at the same moment', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  const early = await anotherTab(endpoint, { name }, { clockOffsetMs: 2 * 3_600_000 })
  const [first] = await sell(early.store)
  await store.sellingTab.takeOver()
  await eventually(allTickets(store), ({ length }) => length === 1)
  const guest = await theGuest(store)
  const sold = await Promise.all([1, 2, 3].map((units) => store.tickets.closeCart({ cart: aCart(units), guest })))
  expect(sold.map(({ ticket_number }) => ticket_number)).toEqual(['1-0002', '1-0003', '1-0004'])
  expect((await ticketsOf(store)).map(({ id }) => id)).toEqual([first!, ...sold].map(({ id }) => id).toReversed())
})

test('finds the guest by either bracelet, whatever its case and trailing spaces', async () => {
  const { endpoint, store } = await anOpenNight()
  endpoint.put('visits', '91', aVisit({ id_visit: 91, id_bracelet_1: 'ab12 ', id_bracelet_2: '' }))
  await eventually(store.guests.inside$, (guests) => guests.length === 3)
  expect(await theGuest(store, '0417')).toMatchObject({ holder: 'partner', name: 'Martín Sosa', bracelet: '0417' })
  expect(await theGuest(store, '0418')).toMatchObject({ holder: 'affiliate', name: 'Lucía Acuña' })
  expect(await theGuest(store, 'AB12  ')).toMatchObject({ visit: { id_visit: 91 } })
  expect(await store.guests.findByBracelet('417')).toEqual({ kind: 'unknown' })
  expect(await store.guests.findByBracelet('')).toEqual({ kind: 'unknown' })
})

test('offers both visits when two open ones share a bracelet, the newest first', async () => {
  const { endpoint, store } = await anOpenNight()
  endpoint.put('visits', '95', aVisit({ id_visit: 95, visit_date: '2026-11-25' }))
  await eventually(store.guests.inside$, (guests) => guests.length === 4)
  const lookup = await store.guests.findByBracelet('0417')
  expect(lookup.kind === 'open' && lookup.guests.map(({ visit }) => visit.id_visit)).toEqual([95, 90])
})

test('tells a closed visit from an unknown bracelet, and refuses to sell to it', async () => {
  const { endpoint, store } = await anOpenNight()
  const guest = await theGuest(store)
  endpoint.put('visits', '90', aVisit({ hour_exit: '2026-11-25T02:31:00-03:00' }))
  await eventually(store.guests.guest$(90, '0417'), (seen) => seen?.visit.hour_exit !== null)
  expect(await store.guests.findByBracelet('0417')).toMatchObject({ kind: 'closed', closedAt: '2026-11-25T02:31:00-03:00' })
  await expect(store.tickets.closeCart({ cart: aCart(), guest })).rejects.toMatchObject({ code: 'visit_closed' })
  await expect(store.tickets.closeCart({ cart: emptyCart, guest })).rejects.toMatchObject({ code: 'empty_cart' })
  expect(await ticketsOf(store)).toEqual([])
})

test('refuses to sell to a visit that closed while the sale waited for its turn', async () => {
  const name = `t-${newId()}`
  const { endpoint, store } = await anOpenNight({ name })
  const guest = await theGuest(store)
  let goOn = () => {}
  const busy = new Promise<void>((resolve) => (goOn = resolve))
  onTestFinished(() => goOn())
  void navigator.locks.request(`${name}-selling-turn`, () => busy)
  const closing = store.tickets.closeCart({ cart: aCart(), guest })
  endpoint.put('visits', '90', aVisit({ hour_exit: '2026-11-25T02:31:00-03:00' }))
  await eventually(store.guests.guest$(90, '0417'), (seen) => seen?.visit.hour_exit !== null)
  goOn()
  await expect(closing).rejects.toMatchObject({ code: 'visit_closed' })
  expect(await ticketsOf(store)).toEqual([])
})

test('says whether an order has too many products for a ticket or too large a total', async () => {
  const { store } = await anOpenNight()
  const guest = await theGuest(store)
  const [line] = aCart().lines
  const many = Array.from({ length: MAX_TICKET_LINES + 1 }, (_, i) => ({ ...line!, id_product_service: i }))
  const closing = (lines: Cart['lines']) => store.tickets.closeCart({ cart: { ...aCart(), lines }, guest })
  await expect(closing(many)).rejects.toMatchObject({ code: 'too_many_products' })
  await expect(closing([{ ...line!, unit_price: MAX_MONEY + 1 }])).rejects.toMatchObject({ code: 'total_too_large' })
  expect(await ticketsOf(store)).toEqual([])
})

test('shows a suspension as soon as it is known', async () => {
  const { endpoint, store } = await anOpenNight()
  endpoint.put('partners', '17', aPartner({ id_state: 7, suspension_reason: 'Deuda' }))
  const guest = await eventually(store.guests.guest$(90, '0417'), (seen) => seen?.standing.kind === 'suspended')
  expect(guest!.standing).toEqual({ kind: 'suspended', reason: 'Deuda' })
})

test('knows a guest’s phone where the club lets it travel', async () => {
  const { endpoint, store } = await anOpenNight()
  expect(await theGuest(store)).toMatchObject({ phone: null })
  endpoint.put('partners', '17', aPartner({ partner_phone: '11 5550-1234' }))
  const guest = await eventually(store.guests.guest$(90, '0417'), (seen) => seen?.phone !== null)
  expect(guest!.phone).toBe('11 5550-1234')
})

test('counts what a visit consumed once, however push and pull interleave', async () => {
  const { endpoint, store } = await anOpenNight()
  const totals: number[] = []
  store.guests.consumption$(90).subscribe(({ total }) => totals.push(total))
  await eventually(store.guests.consumption$(90), ({ total }) => total === 100_000)
  const [ticket] = await sell(store)
  await eventually(store.guests.consumption$(90), ({ total, notIncluded }) => total === 750_000 && notIncluded.count === 1)

  await store.push.start()
  endpoint.put('visits', '90', aVisit({ visit_amount_consumed: '7500.00', applied_tickets: [ticket!.id] }))
  await eventually(store.guests.consumption$(90), ({ notIncluded }) => notIncluded.count === 0)
  expect(totals).toEqual([100_000, 750_000, 750_000])
})

test('does not count a ticket twice when its visit arrives before the verdict', async () => {
  const { endpoint, store } = await anOpenNight()
  const [ticket] = await sell(store)
  const totals: number[] = []
  store.guests.consumption$(90).subscribe(({ total }) => totals.push(total))
  endpoint.put('visits', '90', aVisit({ visit_amount_consumed: '7500.00', applied_tickets: [ticket!.id] }))
  await eventually(store.guests.consumption$(90), ({ notIncluded }) => notIncluded.count === 0)
  await store.push.start()
  expect(new Set(totals)).toEqual(new Set([750_000]))
})

test('of several open orders, the one that was sold does not come back when the page dies before it can clear it', async () => {
  const name = `t-${newId()}`
  const { store } = await anOpenNight({ name })
  const guest = await theGuest(store)
  const [first, second, third] = [1, 2, 3].map((slot) => aDraft({ slot, cart: aCart(slot) }))
  for (const draft of [first!, second!, third!]) await store.drafts.save(draft)
  await store.tickets.closeCart({ cart: second!.cart, guest, slot: 2 })
  await store.close()
  const again = await aTerminal({ name })
  expect(await again.drafts.load()).toEqual([first, third])
  expect(await ticketsOf(again)).toHaveLength(1)
})

test('an order that was sold is open no more after a crash, and others are, for what they come to', async () => {
  const name = `t-${newId()}`
  const { store } = await anOpenNight({ name })
  await store.drafts.save(aDraft())
  await store.tickets.closeCart({ cart: aCart(), guest: await theGuest(store) })
  await store.close()
  const again = await aTerminal({ name })
  expect(await firstValueFrom(again.drafts.open$)).toEqual({ count: 0, amount: 0 })
  await again.sellingTab.takeOver()
  await again.drafts.save(aDraft())
  await again.drafts.save(aDraft({ slot: 2, cart: aCart(2) }))
  await again.drafts.save(aDraft({ slot: 3, cart: emptyCart }))
  await eventually(again.drafts.open$, ({ count, amount }) => count === 2 && amount === 3 * 650_000)
})

test('an order that is sold without a draft of its own takes none with it', async () => {
  const { store } = await anOpenNight()
  await store.drafts.save(aDraft())
  await store.tickets.closeCart({ cart: aCart(), guest: await theGuest(store), slot: null })
  expect(await store.drafts.load()).toEqual([aDraft()])
})

test('a slot whose order was sold keeps the next one', async () => {
  const name = `t-${newId()}`
  const { store } = await anOpenNight({ name })
  const guest = await theGuest(store)
  await store.drafts.save(aDraft({ slot: 2 }))
  await store.tickets.closeCart({ cart: aCart(), guest, slot: 2 })
  await store.drafts.clear(2)
  await store.drafts.save(aDraft({ slot: 2 }))
  await store.close()
  const again = await aTerminal({ name })
  expect(await again.drafts.load()).toEqual([aDraft({ slot: 2 })])
})

test('a cart whose ticket was not stored comes back', async () => {
  const { endpoint, store } = await anOpenNight()
  const guest = await theGuest(store)
  const draft = aDraft()
  await store.drafts.save(draft)
  endpoint.put('visits', '90', aVisit({ hour_exit: '2026-11-25T02:31:00-03:00' }))
  await eventually(store.guests.guest$(90, '0417'), (seen) => seen?.visit.hour_exit !== null)
  await expect(store.tickets.closeCart({ cart: aCart(), guest })).rejects.toMatchObject({ code: 'visit_closed' })
  expect(await store.drafts.load()).toEqual([draft])
})

test('keeps the open cart again once the disk that refused it has room', async () => {
  const { store } = await anOpenNight()
  const draft = aDraft({ cart: aCart(2) })
  await store.drafts.clear(1)
  const disk = fillDisk(/-terminal--.*drafts/)
  await expect(store.drafts.save(draft)).rejects.toThrow()
  disk.free()
  await store.drafts.save(draft)
  expect(await store.drafts.load()).toEqual([draft])
})

test.each([
  ['a note of the sale', /-terminal--.*drafts/],
  ['the ticket', /-tickets--.*tickets/],
])('keeps the order when the disk refuses %s, and sells it once there is room', async (_, databases) => {
  const { store } = await anOpenNight()
  const guest = await theGuest(store)
  await store.drafts.save(aDraft())
  const disk = fillDisk(databases)
  await expect(store.tickets.closeCart({ cart: aCart(), guest })).rejects.toThrow(StorageFailed)
  disk.free()
  expect(await ticketsOf(store)).toEqual([])
  expect(await store.drafts.load()).toEqual([aDraft()])
  await store.tickets.closeCart({ cart: aCart(), guest })
  expect(await ticketsOf(store)).toHaveLength(1)
})

test('keeps the open orders for the next time', async () => {
  const name = `t-${newId()}`
  const { store } = await anOpenNight({ name })
  expect(await store.drafts.load()).toEqual([])
  const drafts = [aDraft({ cart: aCart(2), turn: 4 }), aDraft({ slot: 3, guest: null, turn: 7 })]
  for (const draft of drafts) await store.drafts.save(draft)
  await store.close()
  const again = await aTerminal({ name })
  expect(await again.drafts.load()).toEqual(drafts)
  await again.drafts.clear(1)
  expect(await again.drafts.load()).toEqual([drafts[1]])
  expect(await firstValueFrom(again.tickets.pending$)).toMatchObject({ count: 0 })
})

test('a bracelet that nobody has is known as soon as its visit arrives', async () => {
  const { endpoint, store } = await anOpenNight()
  const known = eventually(store.guests.lookup$('0739 '), ({ kind }) => kind === 'open')
  expect(await firstValueFrom(store.guests.lookup$('0739'))).toEqual({ kind: 'unknown' })
  endpoint.put('visits', '91', aVisit({ id_visit: 91, id_bracelet_1: '0738', id_bracelet_2: '0739' }))
  expect(await known).toMatchObject({ guests: [{ visit: { id_visit: 91 }, holder: 'affiliate' }] })
})
