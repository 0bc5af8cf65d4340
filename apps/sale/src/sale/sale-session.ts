// One cashier at one screen: the open orders, whom they are for, and the till, wired together for the sale screen's components.
import { computed, inject, provide, shallowRef, type InjectionKey } from 'vue'
import { firstValueFrom } from 'rxjs'
import { isEmptyCart, normalizeBracelet, type Guest, type Product } from '@barra/domain'
import type { DraftOrder, LocalStore } from '@barra/local-store'
import { useLive } from '../store/useLive.ts'
import { useCart } from './cart/useCart.ts'
import { cartNews } from './cart/price-changes.ts'
import { chargeReadiness } from './charge/charge-readiness.ts'
import { useCharge } from './charge/useCharge.ts'
import { useGuestSelection } from './guest/useGuestSelection.ts'
import { useDrafts } from './open-orders/useDrafts.ts'
import { useOpenOrders, type OpenOrder } from './open-orders/useOpenOrders.ts'
import { chargesOnRescan, otherGuestHabit } from './settings/sale-settings.ts'
import { signal } from './signal/signal.ts'

/** A dialog the cashier opened; questions about guests open by themselves. */
export type OpenDialog =
  | { readonly kind: 'guest_search' | 'observation' | 'cancel_order' | 'shortcuts' }
  | { readonly kind: 'quantity'; readonly product: Product }
  | { readonly kind: 'consumption'; readonly guest: Guest }
  | { readonly kind: 'sold'; readonly ticketId: string }

/** Dialogs that a scan closes: they are there to choose or to read, and hold nothing that would be lost. */
const CLOSED_BY_SCAN: readonly OpenDialog['kind'][] = ['guest_search', 'consumption', 'sold', 'shortcuts']

export type SaleSession = ReturnType<typeof createSaleSession>

const GUEST_SIGNALS = { selected: 'ok', asked: 'ask', refused: 'error' } as const

export function createSaleSession(store: LocalStore) {
  const products = useLive(store.catalogue.products$)
  const lastSale = useLive(store.tickets.newest$)
  const order = useCart()
  const guest = useGuestSelection({
    guests: store.guests,
    hasOrder: () => !isEmptyCart(order.cart.value),
    bringGuestToFront: (whom) => orders.bringGuestToFront(whom),
    leaveOrderOpen: (next) => {
      if (otherGuestHabit.value !== 'leave_open') return false
      orders.startAnother(next)
      return true
    },
    onOutcome: (outcome) => signal(GUEST_SIGNALS[outcome]),
  })
  const orders = useOpenOrders({ order, guest })
  const drafts = useDrafts(store.drafts, () => orders.drafts.value)
  const till = useCharge({
    closeCart: async (sale) => {
      // The store marks the draft as sold: one written after that would bring the order back.
      await drafts.written()
      return store.tickets.closeCart(sale)
    },
    onStored: ({ slot, next }) => {
      orders.finish(slot, next)
      return drafts.written()
    },
    onOutcome: (outcome) => signal(outcome === 'saved' ? 'ok' : 'error'),
  })
  const dialog = shallowRef<OpenDialog | null>(null)
  const readiness = computed(() => chargeReadiness(order.cart.value, guest.selection.value, till.state.value.kind === 'saving'))
  const isDialogOpen = computed(() => dialog.value !== null || guest.question.value !== null)
  let charging: Promise<void> = Promise.resolve()
  let restoring: Promise<void> = Promise.resolve()

  function restoreDrafts(): void {
    restoring = drafts.restore(async (kept) => orders.restore(await Promise.all(kept.map(withGuest))))
  }

  async function withGuest({ guest: saved, ...draft }: DraftOrder): Promise<OpenOrder> {
    return { ...draft, guest: saved && (await firstValueFrom(store.guests.guest$(saved.id_visit, saved.bracelet))) }
  }

  function chargeTo(owner: Guest, next: Guest | null): void {
    const consumed = guest.consumption.value?.total ?? null
    charging = till.charge({ slot: orders.place.value.slot, cart: order.cart.value, guest: owner, consumed, next })
  }

  /** Changes the order, unless it is being written at this moment. While a draft is read, a change waits for the order it brings. */
  function edit(change: () => void): void {
    if (!drafts.isRestored.value) return void restoring.then(() => edit(change))
    if (till.state.value.kind === 'saving') return
    till.dismiss()
    change()
  }

  function charge(): void {
    if (readiness.value.kind === 'ready') chargeTo(readiness.value.guest, null)
  }

  /** Goes on with another order, once the one that is being written is. */
  async function afterCharging(change: () => void): Promise<void> {
    await restoring
    await charging
    till.dismiss()
    change()
  }

  async function lookUp(bracelet: string): Promise<boolean> {
    await restoring // A bracelet scanned while the page opens comes after the drafts'.
    await charging // One scanned while the last sale is written is the next guest's.
    till.dismiss()
    if (dialog.value && CLOSED_BY_SCAN.includes(dialog.value.kind)) dialog.value = null
    return guest.lookUp(bracelet)
  }

  return {
    products,
    lastSale,
    order,
    orders: { all: orders.all, front: orders.place, hasSeveral: orders.hasSeveral },
    guest,
    till,
    dialog,
    readiness,
    news: computed(() => cartNews(order.cart.value, products.value ?? [])),
    hasDraftFailed: drafts.hasFailed,
    isRestored: drafts.isRestored,
    isDialogOpen,
    restoreDrafts,
    edit,

    charge,

    /** Charges the order to whom it belongs and goes on with somebody who was scanned meanwhile. */
    chargeAndServe(next: Guest): void {
      guest.dropQuestion()
      if (guest.chargeable.value) chargeTo(guest.chargeable.value, next)
    },

    bringToFront: (slot: number) => void afterCharging(() => orders.bringToFront(slot)),

    /** Leaves the order open and begins one for somebody else, or for nobody yet. */
    startAnother(next: Guest | null): void {
      guest.dropQuestion()
      void afterCharging(() => orders.startAnother(next))
    },

    /** A bracelet typed by hand. */
    lookUp: async (bracelet: string) => void (await lookUp(bracelet)),

    /** A bracelet was scanned of which only the end was heard. */
    scanCut: guest.scanCut,

    /** A bracelet under the scanner. Where the terminal is set to it, the guest's own once more charges the order. */
    async scan(bracelet: string): Promise<void> {
      await restoring
      await charging
      const before = readiness.value
      const isFound = await lookUp(bracelet)
      if (!chargesOnRescan.value || !isFound || isDialogOpen.value) return
      const isOwnAgain = before.kind === 'ready' && normalizeBracelet(before.guest.bracelet) === normalizeBracelet(bracelet)
      if (isOwnAgain && guest.owner.value?.visit.id_visit === before.guest.visit.id_visit) charge()
    },
  }
}

const key: InjectionKey<SaleSession> = Symbol('the sale screen’s session')

export function provideSaleSession(session: SaleSession): void {
  provide(key, session)
}

export function useSaleSession(): SaleSession {
  const session = inject(key)
  if (!session) throw new Error('no sale session here: the sale page provides it')
  return session
}
