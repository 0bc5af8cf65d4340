import { effectScope, shallowRef } from 'vue'
import { describe, expect, it } from 'vitest'
import { emptyCart, type Cart } from '@barra/domain'
import type { DraftCart } from '@barra/local-store'
import { useDraft } from './useDraft.ts'

const filled: Cart = {
  lines: [{ id_product_service: 4, description: 'Fernet', quantity: 2, unit_price: 650_000 }],
  observations: '',
}
const nothing: DraftCart = { cart: emptyCart, guest: null }

function aTerminal({ stored = null as DraftCart | null } = {}) {
  const saved: (DraftCart | null)[] = []
  const disk = { isFull: false }
  const drafts = {
    load: async () => stored,
    save: async (draft: DraftCart | null) => {
      if (disk.isFull) throw new Error('disk full')
      saved.push(draft)
    },
  }
  const current = shallowRef<DraftCart>(nothing)
  const draft = effectScope().run(() => useDraft(drafts, () => current.value))!
  const restore = () =>
    draft.restore(async (restored) => {
      current.value = restored
    })
  return { ...draft, saved, disk, current, restore }
}

describe('the draft of an order', () => {
  it('comes back after a reload', async () => {
    const terminal = aTerminal({ stored: { cart: filled, guest: { id_visit: 90, bracelet: '0417' } } })
    await terminal.restore()
    expect(terminal.current.value).toEqual({ cart: filled, guest: { id_visit: 90, bracelet: '0417' } })
    expect(terminal.isRestored.value).toBe(true)
  })

  it('is not erased by the empty start, before it was read', async () => {
    const terminal = aTerminal({ stored: { cart: filled, guest: null } })
    terminal.current.value = { cart: emptyCart, guest: { id_visit: 90, bracelet: '0417' } }
    await terminal.written()
    expect(terminal.saved).toEqual([])
  })

  it('is written at every change, in order, and removed once there is nothing', async () => {
    const terminal = aTerminal()
    await terminal.restore()
    terminal.current.value = { cart: filled, guest: null }
    terminal.current.value = { cart: filled, guest: { id_visit: 90, bracelet: '0417' } }
    terminal.current.value = nothing
    await terminal.written()
    expect(terminal.saved).toEqual([
      { cart: filled, guest: null },
      { cart: filled, guest: { id_visit: 90, bracelet: '0417' } },
      null,
    ])
  })

  it('says when it could not be written, and that it can again', async () => {
    const terminal = aTerminal()
    await terminal.restore()
    terminal.disk.isFull = true
    terminal.current.value = { cart: filled, guest: null }
    await terminal.written()
    expect(terminal.hasFailed.value).toBe(true)
    terminal.disk.isFull = false
    terminal.current.value = nothing
    await terminal.written()
    expect(terminal.hasFailed.value).toBe(false)
  })
})
