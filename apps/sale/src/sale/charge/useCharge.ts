// One tap, one ticket: closes the cart, and tells how that went.
import { onScopeDispose, shallowRef } from 'vue'
import { cartTotal, cartUnits, type Cart, type Guest, type MinorUnits } from '@barra/domain'
import { SaleRefused, type LocalStore, type SaleRefusalCode, type StoredTicket } from '@barra/local-store'

export const FLASH_MS = 1500

/** What the flash shows of a sale. */
export interface SavedSale {
  readonly guest: Guest
  readonly amount: MinorUnits
  readonly units: number
  readonly ticketNumber: string
  readonly isOffline: boolean
  /** What the visit has consumed with this sale; null if that was not known. */
  readonly consumed: MinorUnits | null
}

export type ChargeState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly sale: SavedSale }
  | { readonly kind: 'failed'; readonly reason: FailureReason }

/** Why the sale was refused, or that the disk (or anything else) failed. */
export type FailureReason = SaleRefusalCode | 'storage'

export interface SaleToCharge {
  /** The open order's number. */
  readonly slot: number
  readonly cart: Cart
  readonly guest: Guest
  /** Before this sale; null if unknown. */
  readonly consumed: MinorUnits | null
  /** Whom to serve then, if somebody waits already. */
  readonly next: Guest | null
}

export interface ChargeOptions {
  readonly closeCart: LocalStore['tickets']['closeCart']
  /** Runs once the ticket is on disk and before the screen says so: empties the order and its draft. */
  readonly onStored: (sale: SaleToCharge) => Promise<void>
  readonly onOutcome: (outcome: 'saved' | 'failed') => void
}

export function useCharge({ closeCart, onStored, onOutcome }: ChargeOptions) {
  const state = shallowRef<ChargeState>({ kind: 'idle' })
  let flashTimer: ReturnType<typeof setTimeout> | undefined

  function enter(next: ChargeState): void {
    clearTimeout(flashTimer)
    state.value = next
  }

  /** Charges, unless a charge is under way: a second tap then does nothing. */
  async function charge(sale: SaleToCharge): Promise<void> {
    if (state.value.kind === 'saving') return
    enter({ kind: 'saving' })
    let ticket: StoredTicket
    try {
      ticket = await closeCart({ cart: sale.cart, guest: sale.guest, slot: sale.slot })
    } catch (error) {
      enter({ kind: 'failed', reason: error instanceof SaleRefused ? error.code : 'storage' })
      return onOutcome('failed')
    }
    // From here on it is sold, whatever else goes wrong: saying "failed" would sell it twice.
    await onStored(sale).catch(() => undefined)
    enter({ kind: 'saved', sale: savedSale(sale, ticket) })
    flashTimer = setTimeout(() => enter({ kind: 'idle' }), FLASH_MS)
    onOutcome('saved')
  }

  /** Ends the flash or the failure's message early: the cashier has gone on. */
  function dismiss(): void {
    if (state.value.kind !== 'saving') enter({ kind: 'idle' })
  }

  onScopeDispose(() => clearTimeout(flashTimer))
  return { state, charge, dismiss }
}

function savedSale({ cart, guest, consumed }: SaleToCharge, ticket: StoredTicket): SavedSale {
  const amount = cartTotal(cart)
  return {
    guest,
    amount,
    units: cartUnits(cart),
    ticketNumber: ticket.ticket_number,
    isOffline: ticket.created_offline,
    consumed: consumed === null ? null : consumed + amount,
  }
}
