import { effectScope } from 'vue'
import { NEVER, of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import type { Cart, Guest, Product } from '@barra/domain'
import type { DraftCart, LocalStore } from '@barra/local-store'
import { createSaleSession } from './sale-session.ts'

const fernet = { id_product_service: 4, description: 'Fernet con cola', price: '6500.00' } as Product
const fernets: Cart = {
  lines: [{ id_product_service: 4, description: 'Fernet con cola', quantity: 2, unit_price: 650_000 }],
  observations: '',
}

function aGuest(bracelet: string): Guest {
  return {
    visit: { id_visit: Number(bracelet), hour_exit: null } as Guest['visit'],
    bracelet,
    holder: 'partner',
    name: `Invitado ${bracelet}`,
    standing: { kind: 'good' },
  }
}

/** A sale screen that is opening, with a draft that is read when the test says so. */
function aSaleScreen() {
  let answer: (draft: DraftCart | null) => void
  const draft = new Promise<DraftCart | null>((resolve) => (answer = resolve))
  const store = {
    catalogue: { products$: of([fernet]) },
    guests: {
      inside$: NEVER,
      findByBracelet: async (bracelet: string) => ({ kind: 'open', guests: [aGuest(bracelet)] }),
      guest$: (_visit: number, bracelet: string) => of(aGuest(bracelet)),
      consumption$: () => of({ total: 0, notIncluded: { count: 0, amount: 0 } }),
    },
    drafts: { load: () => draft, save: async () => undefined },
  } as unknown as LocalStore
  const session = effectScope().run(() => createSaleSession(store))!
  session.restoreDraft()
  return { session, draftIsRead: (draft: DraftCart | null) => answer(draft) }
}

describe('a sale screen that is opening', () => {
  it('serves whoever is scanned meanwhile, not the guest of the draft', async () => {
    const { session, draftIsRead } = aSaleScreen()
    const scanned = session.scan('0417')
    draftIsRead({ cart: { lines: [], observations: '' }, guest: { id_visit: 146, bracelet: '0146' } })
    await scanned
    expect(session.guest.selection.value).toMatchObject({ kind: 'selected', guest: { bracelet: '0417' } })
  })

  it('asks whose the order of the draft is when somebody else is scanned meanwhile', async () => {
    const { session, draftIsRead } = aSaleScreen()
    const scanned = session.scan('0417')
    draftIsRead({ cart: fernets, guest: { id_visit: 146, bracelet: '0146' } })
    await scanned
    expect(session.guest.question.value).toMatchObject({
      kind: 'other_guest',
      current: { bracelet: '0146' },
      next: { bracelet: '0417' },
    })
  })

  it('adds what is tapped meanwhile to the order of the draft', async () => {
    const { session, draftIsRead } = aSaleScreen()
    session.edit(() => session.order.add(fernet))
    draftIsRead({ cart: fernets, guest: null })
    await expect.poll(() => session.order.cart.value.lines).toMatchObject([{ id_product_service: 4, quantity: 3 }])
  })
})
