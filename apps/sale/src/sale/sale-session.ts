// One cashier at one screen: the open orders, whom they are for, and the till, wired together for the sale screen's components.
import { computed, shallowRef, watch, type Ref } from 'vue'
import { firstValueFrom } from 'rxjs'
import { isChargeable, isEmptyCart, normalizeBracelet, type Guest, type Product } from '@barra/domain'
import type { DraftOrder, LocalStore, OnDuty } from '@barra/local-store'
import { isAnyDialogOpen } from '../dialogs/open-dialogs.ts'
import { useLive } from '../store/useLive.ts'
import { useCart } from './cart/useCart.ts'
import { cartNews } from './cart/price-changes.ts'
import { chargeReadiness } from './charge/charge-readiness.ts'
import { useCharge } from './charge/useCharge.ts'
import { isSameGuest } from './guest/guest-selection.ts'
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

/** Dialogs that a scan closes: they are there to choose or to read. Over the others, which change the order, no scan is taken. */
const CLOSED_BY_SCAN: readonly OpenDialog['kind'][] = ['guest_search', 'consumption', 'sold', 'shortcuts']

export type SaleSession = ReturnType<typeof createSaleSession>

const GUEST_SIGNALS = { selected: 'ok', asked: 'ask', refused: 'error' } as const

export function createSaleSession(store: LocalStore, onDuty: Readonly<Ref<OnDuty | undefined>>) {
  const products = useLive(store.catalogue.products$)
  const lastSale = useLive(store.tickets.newest$)
  const order = useCart()
  const dialog = shallowRef<OpenDialog | null>(null)
  const guest = useGuestSelection({
    guests: store.guests,
    hasOrder: () => !isEmptyCart(order.cart.value),
    hasOpenOrder: (whom) => orders.leftOpenFor(whom) !== undefined,
    bringGuestToFront: (whom) => orders.bringGuestToFront(whom),
    leaveOrderOpen: (next) => {
      if (otherGuestHabit.value !== 'leave_open') return false
      orders.startAnother(next)
      return true
    },
    onceWritten: () => charging,
    isOrderHeld: () => dialog.value !== null && !CLOSED_BY_SCAN.includes(dialog.value.kind),
    onOutcome: (outcome) => signal(GUEST_SIGNALS[outcome]),
  })
  const orders = useOpenOrders({ order, guest })
  const drafts = useDrafts(store.drafts, () => orders.drafts.value)
  const till = useCharge({
    closeCart: async (sale) => {
      // The store marks the draft as sold: one written after that would bring the order back.
      await drafts.written()
      const isDraftKnown = drafts.trouble.value !== 'unread'
      return store.tickets.closeCart({ ...sale, slot: isDraftKnown ? sale.slot : null })
    },
    onStored: ({ slot, next }) => {
      orders.finish(slot, next)
      return drafts.written()
    },
    onOutcome: (outcome) => signal(outcome === 'saved' ? 'ok' : 'error'),
  })
  const isCashierMissing = computed(() => onDuty.value?.isAsked === true && onDuty.value.name === null)
  const readiness = computed(() =>
    chargeReadiness({
      cart: order.cart.value,
      selection: guest.selection.value,
      isSaving: till.state.value.kind === 'saving',
      isCashierMissing: isCashierMissing.value,
    }),
  )
  /** Also while a bad scan or a question waits for an answer. */
  const canChargeOwner = computed(
    () => guest.chargeable.value !== null && isChargeable(order.cart.value) && !isCashierMissing.value,
  )
  /** Of this screen's, or one of another's over it. */
  const isDialogOpen = computed(() => dialog.value !== null || guest.question.value !== null || isAnyDialogOpen.value)
  let charging: Promise<void> = Promise.resolve()
  let restoring: Promise<void> = Promise.resolve()

  // What one guest's order lost must not come back as another's.
  watch(
    guest.owner,
    (now, before) => {
      if (!now || !before || !isSameGuest(now, before)) order.forgetChange()
    },
    { flush: 'sync' },
  )

  function restoreDrafts(): void {
    restoring = drafts.restore(async (kept) => orders.restore(await Promise.all(kept.map(withGuest))))
  }

  async function withGuest({ guest: saved, ...draft }: DraftOrder): Promise<OpenOrder> {
    if (!saved) return { ...draft, guest: null }
    // An order whose guest cannot be read is kept all the same: its bracelet can be scanned again.
    const guest = await firstValueFrom(store.guests.guest$(saved.id_visit, saved.bracelet)).catch(() => null)
    return { ...draft, guest }
  }

  function chargeTo(owner: Guest, next: Guest | null): void {
    if (till.state.value.kind === 'saving') return
    const consumed = guest.consumption.value?.total ?? null
    charging = till.charge({ slot: orders.place.value.slot, cart: order.cart.value, guest: owner, consumed, next })
  }

  /** Waits for the sale that is being written. If that fails it stays on the screen: who went on before had not read it. */
  async function onceWritten(): Promise<void> {
    const isWriting = till.state.value.kind === 'saving'
    await charging
    if (!isWriting || till.state.value.kind !== 'failed') till.dismiss()
  }

  /** Changes the order; what is tapped while drafts are read or a sale is written is for the order that comes then. */
  function edit(change: () => void): void {
    if (!drafts.isRestored.value) return void restoring.then(() => edit(change))
    if (till.state.value.kind === 'saving') return void onceWritten().then(change)
    till.dismiss()
    change()
  }

  function charge(): void {
    if (readiness.value.kind === 'ready') chargeTo(readiness.value.guest, null)
  }

  /** Waits for the drafts of before, and for the sale that is being written: a bracelet scanned meanwhile is the next guest's. */
  async function whenItsTurnComes(): Promise<void> {
    await restoring
    await onceWritten()
  }

  /** Goes on with another order, once the one that is being written is. */
  async function afterCharging(change: () => void): Promise<void> {
    await whenItsTurnComes()
    change()
  }

  async function lookUp(bracelet: string): Promise<boolean> {
    if (dialog.value && CLOSED_BY_SCAN.includes(dialog.value.kind)) dialog.value = null
    return guest.lookUp(bracelet)
  }

  return {
    products,
    lastSale,
    order,
    orders: { all: orders.all, front: orders.place, hasSeveral: orders.hasSeveral, leftOpenFor: orders.leftOpenFor },
    guest,
    till,
    dialog,
    readiness,
    canChargeOwner,
    news: computed(() => cartNews(order.cart.value, products.value ?? [])),
    draftTrouble: drafts.trouble,
    /** Whether an order in which something is would be lost with the page. */
    hasUnsavedOrder: computed(() => drafts.trouble.value !== null && orders.all.value.some(({ cart }) => !isEmptyCart(cart))),
    isRestored: drafts.isRestored,
    isDialogOpen,
    restoreDrafts,
    edit,

    /** The cashier comes to the screen: orders that could not be read before are tried again, unless others were begun meanwhile. */
    arrive(): void {
      if (drafts.trouble.value === 'unread' && orders.drafts.value.length === 0) restoreDrafts()
    },

    /** The cashier goes to another screen, where nobody sees what is asked or was refused here: the orders stay, and whose they are. */
    leave(): void {
      dialog.value = null
      const { owner, chargeable } = guest
      const isServedOn = chargeable.value !== null || !isEmptyCart(order.cart.value)
      if (owner.value && isServedOn) guest.take(owner.value)
      else guest.clear()
    },

    charge,

    /** Charges the order to whom it belongs and goes on with somebody who was scanned meanwhile. */
    chargeAndServe(next: Guest): void {
      guest.dropQuestion()
      if (guest.chargeable.value && canChargeOwner.value) chargeTo(guest.chargeable.value, next)
    },

    bringToFront: (slot: number) => void afterCharging(() => orders.bringToFront(slot)),

    /** Leaves the order open and begins one for somebody else, or for nobody yet. */
    startAnother(next: Guest | null): void {
      guest.dropQuestion()
      void afterCharging(() => orders.startAnother(next))
    },

    /** What the guest's own order would be with the one at the front; null where it cannot hold both. */
    joined: orders.joined,

    /** Makes one order of the one at the front and the guest's own. */
    join(whom: Guest): void {
      guest.dropQuestion()
      void afterCharging(() => orders.join(whom))
    },

    /** Leaves the order at the front in its tab and goes on with the guest's own. */
    goToOrderOf(whom: Guest): void {
      guest.dropQuestion()
      void afterCharging(() => orders.bringGuestToFront(whom))
    },

    /** Somebody inside, found by hand. */
    pick: (whom: Guest) => void afterCharging(() => guest.pick(whom)),

    /** A bracelet typed by hand. */
    async lookUp(bracelet: string): Promise<void> {
      await whenItsTurnComes()
      await lookUp(bracelet)
    },

    /** A bracelet was scanned of which only the end was heard. */
    scanCut: () => void afterCharging(guest.scanCut),

    /** A bracelet under the scanner. Where the terminal is set to it, the guest's own once more charges the order. */
    async scan(bracelet: string): Promise<void> {
      await whenItsTurnComes()
      const before = readiness.value
      const isFound = await lookUp(bracelet)
      if (!chargesOnRescan.value || !isFound || isDialogOpen.value) return
      const isOwnAgain = before.kind === 'ready' && normalizeBracelet(before.guest.bracelet) === normalizeBracelet(bracelet)
      if (isOwnAgain && guest.owner.value?.visit.id_visit === before.guest.visit.id_visit) charge()
    },
  }
}
