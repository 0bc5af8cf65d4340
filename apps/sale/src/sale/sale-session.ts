// One cashier at one screen: the order, whom it is for, and the till, wired together for the sale screen's components.
import { computed, inject, provide, shallowRef, type InjectionKey } from 'vue'
import { firstValueFrom } from 'rxjs'
import { isEmptyCart, type Guest, type Product } from '@barra/domain'
import type { DraftCart, LocalStore } from '@barra/local-store'
import { useLive } from '../store/useLive.ts'
import { useCart } from './cart/useCart.ts'
import { cartNews } from './cart/price-changes.ts'
import { useDraft } from './cart/useDraft.ts'
import { chargeReadiness } from './charge/charge-readiness.ts'
import { useCharge } from './charge/useCharge.ts'
import { useGuestSelection } from './guest/useGuestSelection.ts'
import { beep } from './sound/beep.ts'

/** A dialog the cashier opened; questions about guests open by themselves. */
export type OpenDialog =
  | { readonly kind: 'guest_search' | 'observation' | 'cancel_order' | 'shortcuts' }
  | { readonly kind: 'quantity'; readonly product: Product }

export type SaleSession = ReturnType<typeof createSaleSession>

const GUEST_BEEPS = { selected: 'ok', asked: 'ask', refused: 'error' } as const

export function createSaleSession(store: LocalStore) {
  const products = useLive(store.catalogue.products$)
  const order = useCart()
  const guest = useGuestSelection({
    guests: store.guests,
    hasOrder: () => !isEmptyCart(order.cart.value),
    onOutcome: (outcome) => beep(GUEST_BEEPS[outcome]),
  })
  const draft = useDraft(store.drafts, currentDraft)
  const till = useCharge({
    closeCart: async (sale) => {
      // The store marks the draft as sold: a draft written after that would bring the order back.
      await draft.written()
      return store.tickets.closeCart(sale)
    },
    onStored: ({ next }) => {
      order.reset()
      if (next) guest.take(next)
      else guest.clear()
      return draft.written()
    },
    onOutcome: (outcome) => beep(outcome === 'saved' ? 'ok' : 'error'),
  })
  const dialog = shallowRef<OpenDialog | null>(null)
  const readiness = computed(() => chargeReadiness(order.cart.value, guest.selection.value, till.state.value.kind === 'saving'))
  let charging: Promise<void> = Promise.resolve()
  let restoring: Promise<void> = Promise.resolve()

  function currentDraft(): DraftCart {
    const owner = guest.owner.value
    return { cart: order.cart.value, guest: owner && { id_visit: owner.visit.id_visit, bracelet: owner.bracelet } }
  }

  function restoreDraft(): void {
    restoring = draft.restore(async ({ cart, guest: saved }) => {
      order.reset(cart)
      const found = saved && (await firstValueFrom(store.guests.guest$(saved.id_visit, saved.bracelet)))
      if (found) guest.take(found)
    })
  }

  function chargeTo(owner: Guest, next: Guest | null): void {
    const consumed = guest.consumption.value?.total ?? null
    charging = till.charge({ cart: order.cart.value, guest: owner, consumed, next })
  }

  /** Changes the order, unless it is being written at this moment. While a draft is read, a change waits for the order it brings. */
  function edit(change: () => void): void {
    if (!draft.isRestored.value) return void restoring.then(() => edit(change))
    if (till.state.value.kind === 'saving') return
    till.dismiss()
    change()
  }

  return {
    products,
    order,
    guest,
    till,
    dialog,
    readiness,
    news: computed(() => cartNews(order.cart.value, products.value ?? [])),
    hasDraftFailed: draft.hasFailed,
    isRestored: draft.isRestored,
    isDialogOpen: computed(() => dialog.value !== null || guest.question.value !== null),
    restoreDraft,
    edit,

    charge(): void {
      if (readiness.value.kind === 'ready') chargeTo(readiness.value.guest, null)
    },

    /** Charges the order to whom it belongs and goes on with somebody who was scanned meanwhile. */
    chargeAndServe(next: Guest): void {
      guest.dropQuestion()
      if (guest.chargeable.value) chargeTo(guest.chargeable.value, next)
    },

    async scan(bracelet: string): Promise<void> {
      await restoring // A bracelet scanned while the page opens comes after the draft's.
      await charging // One scanned while the last sale is written is the next guest's.
      till.dismiss()
      if (dialog.value?.kind === 'guest_search') dialog.value = null
      await guest.lookUp(bracelet)
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
