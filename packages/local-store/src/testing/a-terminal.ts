import { firstValueFrom, filter, map, switchMap, timeout, timer, type Observable } from 'rxjs'
import { onTestFinished, vi } from 'vitest'
import { addToCart, emptyCart, newId, type Cart, type Guest, type Product } from '@barra/domain'
import type { LocalStoreOptions } from '../configuration.ts'
import type { DraftOrder } from '../drafts/draft-order.ts'
import type { LocalStore } from '../local-store.ts'
import { openLocalStore } from '../open-local-store.ts'
import type { Roster } from '../staff/roster.ts'
import type { StoredTicket } from '../tickets/stored-ticket.ts'
import { FakeEndpoint } from './fake-endpoint.ts'

export function anEndpoint(): FakeEndpoint {
  const endpoint = new FakeEndpoint()
  vi.stubGlobal('fetch', endpoint.fetch)
  onTestFinished(() => void vi.unstubAllGlobals())
  return endpoint
}

export function terminalOptions(options: Partial<LocalStoreOptions> = {}): LocalStoreOptions {
  return {
    serverUrl: 'http://club.test/replication',
    token: 'secret',
    terminal: 'Barra 1',
    name: `t-${newId()}`,
    healthIntervalMs: { online: 200, offline: 100 },
    pushRetryDelaysMs: [10, 10],
    ...options,
  }
}

/** A terminal on a database of its own, closed when the test ends. Pass `name` to open the same one again. */
export async function aTerminal(options: Partial<LocalStoreOptions> = {}): Promise<LocalStore> {
  const store = await openLocalStore(terminalOptions(options))
  onTestFinished(() => store.close())
  return store
}

/** Puts cashiers on the terminal's list, by their names and in the manager's hands. */
export async function addCashiers(store: LocalStore, ...names: string[]): Promise<Roster> {
  const roster = await store.staff.setUpManager('9087')
  for (const name of names) await roster.add({ name, pin: '1234' })
  return roster
}

/** The first value that satisfies the condition, within fifteen seconds: a busy machine needs some. */
export function eventually<Value>(values: Observable<Value>, condition: (value: Value) => boolean): Promise<Value> {
  return firstValueFrom(values.pipe(filter(condition), timeout(15_000)))
}

export function aProduct(columns: Partial<Product> = {}): Product {
  return {
    id_product_service: 4,
    description: 'Fernet con cola',
    long_description: null,
    price: '6500.00',
    available: 10,
    url_image: null,
    featured: true,
    ...columns,
  }
}

export function aVisit(columns: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id_visit: 90,
    id_partner: 17,
    visit_date: '2026-11-24',
    id_state: 2,
    id_visit_type: 2,
    hour_entry: '2026-11-24T23:48:00-03:00',
    hour_exit: null,
    id_bracelet_1: '0417',
    id_bracelet_2: '0418',
    visit_amount_consumed: '1000.00',
    applied_tickets: [],
    ...columns,
  }
}

export function aPartner(columns: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id_partner: 17,
    alias: null,
    partner_name: 'Martín Sosa',
    partner_dni: null,
    affiliate_name: 'Lucía Acuña',
    affiliate_dni: null,
    id_state: 2,
    suspension_reason: null,
    expultion_reason: null,
    ...columns,
  }
}

/** A club with one product, one partner and one open visit, pulled into the terminal; no pull is under way. */
export async function anOpenNight(
  options: Partial<LocalStoreOptions> = {},
): Promise<{ endpoint: FakeEndpoint; store: LocalStore }> {
  const endpoint = anEndpoint()
  endpoint.put('products', '4', { ...aProduct() })
  endpoint.put('partners', '17', aPartner())
  endpoint.put('visits', '90', aVisit())
  const store = await aTerminal(options)
  await isPulled(store)
  await isIdle(store)
  return { endpoint, store }
}

export async function isPulled(store: LocalStore): Promise<void> {
  await eventually(store.pull.statuses$, ({ partners, products, visits }) =>
    [partners, products, visits].every(({ lastSuccessAt }) => lastSuccessAt !== null),
  )
}

/** No pull is under way or due: one that was asked for during another begins in the task in which that one ends. */
export async function isIdle(store: LocalStore): Promise<void> {
  const lasting$ = store.pull.statuses$.pipe(switchMap((statuses) => timer(0).pipe(map(() => statuses))))
  await eventually(lasting$, (statuses) => Object.values(statuses).every(({ isRunning }) => !isRunning))
}

export async function theGuest(store: LocalStore, bracelet = '0417'): Promise<Guest> {
  const lookup = await store.guests.findByBracelet(bracelet)
  if (lookup.kind !== 'open') throw new Error(`bracelet ${bracelet} is ${lookup.kind}`)
  return lookup.guests[0]!
}

export function aCart(units = 1): Cart {
  return addToCart(emptyCart, aProduct(), units)
}

export function aDraft(draft: Partial<DraftOrder> = {}): DraftOrder {
  return { slot: 1, turn: 1, cart: aCart(), guest: { id_visit: 90, bracelet: '0417' }, ...draft }
}

/** Sells in this tab, whichever sold before. */
export async function sell(store: LocalStore, count = 1, bracelet = '0417'): Promise<StoredTicket[]> {
  await store.sellingTab.takeOver()
  const guest = await theGuest(store, bracelet)
  const sold: StoredTicket[] = []
  for (let i = 0; i < count; i++) sold.push(await store.tickets.closeCart({ cart: aCart(i + 1), guest }))
  return sold
}

/** Newest first. */
export function allTickets(store: LocalStore): Observable<readonly StoredTicket[]> {
  return store.ticketLists.matching$(() => true)
}

export function ticketsOf(store: LocalStore): Promise<readonly StoredTicket[]> {
  return firstValueFrom(allTickets(store))
}

/** How many tickets are in each sync status. */
export async function statusesOf(store: LocalStore): Promise<Partial<Record<StoredTicket['sync_status'], number>>> {
  const counts: Partial<Record<StoredTicket['sync_status'], number>> = {}
  for (const { sync_status } of await ticketsOf(store)) counts[sync_status] = (counts[sync_status] ?? 0) + 1
  return counts
}
