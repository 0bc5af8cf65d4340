import { firstValueFrom } from 'rxjs'
import { expect, onTestFinished, test } from 'vitest'
import { newId } from '@barra/domain'
import type { LocalStore } from '../local-store.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { aCart, aDraft, anOpenNight, eventually, theGuest, ticketsOf, allTickets } from '../testing/a-terminal.ts'
import { anotherTab } from '../testing/another-tab.ts'
import { makeDeaf } from '../testing/make-deaf.ts'

/** A tab that takes over waits for the one before, however long a busy machine takes to write what that one was writing. */
const patiently = { handOverLimitMs: 60_000 }

test('one tab sells, the other refuses until it takes over, and then the first one does', async () => {
  const name = `t-${newId()}`
  const { endpoint, store: first } = await anOpenNight({ name })
  const { store: second } = await anotherTab(endpoint, { name })
  expect(await firstValueFrom(first.sellingTab.state$)).toBe('here')
  expect(await firstValueFrom(second.sellingTab.state$)).toBe('elsewhere')
  await expect(charge(second)).rejects.toMatchObject({ code: 'not_selling_here' })
  await expect(second.drafts.save(aDraft())).rejects.toThrow()
  await expect(second.drafts.clear(1)).rejects.toThrow()

  await second.sellingTab.takeOver()
  await eventually(first.sellingTab.state$, (state) => state === 'elsewhere')
  await expect(charge(first)).rejects.toMatchObject({ code: 'not_selling_here' })
  await charge(second)
  await eventually(allTickets(first), ({ length }) => length === 1)

  await first.sellingTab.takeOver()
  await eventually(second.sellingTab.state$, (state) => state === 'elsewhere')
  expect((await charge(first)).ticket_number).toBe('1-0002')
})

test('hands over the order as the last tap left it, with everything written', async () => {
  const name = `t-${newId()}`
  const { endpoint, store: first } = await anOpenNight({ name })
  const { store: second } = await anotherTab(endpoint, { name, ...patiently })
  const taking = second.sellingTab.takeOver()
  const saved = [1, 2, 3, 4].reduce(
    (before, units) => before.then(() => first.drafts.save(aDraft({ cart: aCart(units) }))),
    Promise.resolve(),
  )
  await Promise.all([taking, saved])
  expect(await second.drafts.load()).toEqual([aDraft({ cart: aCart(4) })])
})

test('hands over an order whose last change this tab has not been told of yet', async () => {
  const name = `t-${newId()}`
  const endDeafness = makeDeaf(`RxDB:|dexie|${name}-terminal`)
  const { endpoint, store: second } = await anOpenNight({ name })
  endDeafness()
  await second.drafts.save(aDraft())
  await eventually(second.drafts.open$, ({ count }) => count === 1)
  const watching = second.drafts.open$.subscribe()
  onTestFinished(() => watching.unsubscribe())
  const { store: first } = await anotherTab(endpoint, { name, ...patiently })
  await first.sellingTab.takeOver()
  const changed = aDraft({ cart: aCart(2) })
  const sold = aDraft({ slot: 2 })
  for (const draft of [changed, sold]) await first.drafts.save(draft)
  await first.tickets.closeCart({ cart: sold.cart, guest: await theGuest(first), slot: 2 })
  expect(await firstValueFrom(second.drafts.open$)).toMatchObject({ count: 1, amount: 650_000 })
  await second.sellingTab.takeOver()
  expect(await second.drafts.load()).toEqual([changed])
})

test('an order that is being charged while another tab takes over is one ticket, and no draft of it stays', async () => {
  const name = `t-${newId()}`
  const { endpoint, store: first } = await anOpenNight({ name })
  const { store: second } = await anotherTab(endpoint, { name, ...patiently })
  const guest = await theGuest(first)
  await first.drafts.save(aDraft())
  const charging = first.tickets.closeCart({ cart: aCart(), guest })
  await Promise.all([charging, second.sellingTab.takeOver()])
  expect(await second.drafts.load()).toEqual([])
  expect(await ticketsOf(second)).toHaveLength(1)
})

test('the place of a tab that does not answer is taken, and what it was about to sell is refused', async () => {
  const name = `t-${newId()}`
  const endDeafness = makeDeaf(`${name}-selling`)
  const { endpoint, store: frozen } = await anOpenNight({ name })
  endDeafness()
  const { store: second } = await anotherTab(endpoint, { name, handOverLimitMs: 100 })
  const guest = await theGuest(frozen)
  let wakeUp = () => {}
  const asleep = new Promise<void>((resolve) => (wakeUp = resolve))
  void navigator.locks.request(`${name}-selling-turn`, () => asleep)
  const late = frozen.tickets.closeCart({ cart: aCart(), guest })
  const taking = second.sellingTab.takeOver()
  await eventually(frozen.sellingTab.state$, (state) => state === 'elsewhere')
  wakeUp()
  await expect(late).rejects.toMatchObject({ code: 'not_selling_here' })
  await taking
  expect((await charge(second)).ticket_number).toBe('1-0001')
  expect(await ticketsOf(second)).toHaveLength(1)
})

test('sells on by itself when the tab that sold crashes', async () => {
  const name = `t-${newId()}`
  const { endpoint, store: waiting } = await anOpenNight({ name })
  const selling = await anotherTab(endpoint, { name })
  await selling.store.sellingTab.takeOver()
  await eventually(waiting.sellingTab.state$, (state) => state === 'elsewhere')
  selling.crash()
  await eventually(waiting.sellingTab.state$, (state) => state === 'here')
  expect((await charge(waiting)).ticket_number).toBe('1-0001')
})

async function charge(store: LocalStore): Promise<StoredTicket> {
  return store.tickets.closeCart({ cart: aCart(), guest: await theGuest(store) })
}
