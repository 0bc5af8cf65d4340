// The terminal without a screen: the real local store in a bare page, with what the model does to it on `window.terminal`.
import { addToCart, emptyCart, type Product } from '@barra/domain'
import { openLocalStore, SaleRefused, type LocalStore, type PushOutcome, type StoredTicket } from '@barra/local-store'

export type SaleAttempt =
  { readonly kind: 'sold'; readonly ticket: StoredTicket } | { readonly kind: 'refused'; readonly code: string }

/** What the terminal shows at one moment. */
export interface Shown {
  readonly tickets: readonly StoredTicket[]
  /** What each watched visit has consumed, in centavos. */
  readonly consumed: Readonly<Record<number, number>>
  readonly products: readonly number[]
  readonly isPushRunning: boolean
}

class TerminalPage {
  #store!: LocalStore
  readonly #watched = new Set<number>()
  readonly #emitted: { id_visit: number; total: number }[] = []
  #tickets: readonly StoredTicket[] = []
  #products: readonly Product[] = []
  #isPushRunning = false
  readonly #consumed: Record<number, number> = {}

  async open(token: string): Promise<void> {
    this.#store = await openLocalStore({
      serverUrl: '/replication',
      token,
      terminal: 'Barra 1',
      healthIntervalMs: { online: 500, offline: 50 },
      pushRetryDelaysMs: [1, 5],
      pushBatchSize: 2,
      pullRetryIntervalMs: 200,
    })
    this.#store.ticketLists.matching$(() => true).subscribe((tickets) => (this.#tickets = tickets))
    this.#store.catalogue.products$.subscribe((products) => (this.#products = products))
    this.#store.push.state$.subscribe(({ kind }) => (this.#isPushRunning = kind === 'running'))
  }

  /** Keeps every consumption that a screen open on these visits would show from now on. */
  watch(visits: readonly number[]): void {
    for (const id_visit of visits.filter((id) => !this.#watched.has(id))) {
      this.#watched.add(id_visit)
      this.#store.guests.consumption$(id_visit).subscribe(({ total }) => {
        this.#consumed[id_visit] = total
        this.#emitted.push({ id_visit, total })
      })
    }
  }

  async sell(bracelet: string, id_product: number, units: number): Promise<SaleAttempt> {
    const lookup = await this.#store.guests.findByBracelet(bracelet)
    const product = this.#products.find(({ id_product_service }) => id_product_service === id_product)
    if (lookup.kind !== 'open') return { kind: 'refused', code: `bracelet ${lookup.kind}` }
    if (!product) return { kind: 'refused', code: 'no product' }
    try {
      const cart = addToCart(emptyCart, product, units)
      return { kind: 'sold', ticket: await this.#store.tickets.closeCart({ cart, guest: lookup.guests[0]! }) }
    } catch (error) {
      if (error instanceof SaleRefused) return { kind: 'refused', code: error.code }
      throw error
    }
  }

  push(): Promise<PushOutcome> {
    return this.#store.push.start()
  }

  cancel(): Promise<void> {
    return this.#store.push.cancel()
  }

  pullNow(): void {
    this.#store.pull.pullNow()
  }

  shown(): Shown {
    return {
      tickets: this.#tickets,
      consumed: { ...this.#consumed },
      products: this.#products.map(({ id_product_service }) => id_product_service),
      isPushRunning: this.#isPushRunning,
    }
  }

  /** Every consumption shown since it was asked last, in order. */
  takeEmitted(): readonly { readonly id_visit: number; readonly total: number }[] {
    return this.#emitted.splice(0)
  }
}

declare global {
  interface Window {
    terminal: TerminalPage
  }
}

window.terminal = new TerminalPage()
