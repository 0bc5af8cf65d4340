import { effectScope, nextTick, shallowRef } from 'vue'
import { describe, expect, it } from 'vitest'
import type { Cart } from '@barra/domain'
import type { DraftOrder } from '@barra/local-store'
import { useDrafts } from './useDrafts.ts'

function aCart(quantity: number): Cart {
  return { lines: [{ id_product_service: 4, description: 'Fernet', quantity, unit_price: 650_000 }], observations: '' }
}

function aDraft(slot: number, quantity = 1): DraftOrder {
  return { slot, turn: slot, cart: aCart(quantity), guest: { id_visit: 90, bracelet: '0417' } }
}

function aTerminal({ stored = [] as readonly DraftOrder[] } = {}) {
  const disk = new Map(stored.map((draft) => [draft.slot, draft]))
  const writes: string[] = []
  const faults = { isFull: false }
  const write = (what: string, change: () => void) => async () => {
    if (faults.isFull) throw new Error('disk full')
    writes.push(what)
    change()
  }
  const store = {
    load: async () => [...disk.values()],
    save: (draft: DraftOrder) => write(`save ${draft.slot}`, () => disk.set(draft.slot, draft))(),
    clear: (slot: number) => write(`clear ${slot}`, () => disk.delete(slot))(),
  }
  const current = shallowRef<readonly DraftOrder[]>([])
  const drafts = effectScope().run(() => useDrafts(store, () => current.value))!
  const restore = () =>
    drafts.restore(async (restored) => {
      current.value = restored
    })
  const restoreInVain = () => drafts.restore(() => Promise.reject(new Error('the guests cannot be read')))
  return { ...drafts, disk, writes, faults, current, restore, restoreInVain }
}

describe('the drafts of the open orders', () => {
  it('come back after a reload, and are not written again for that', async () => {
    const terminal = aTerminal({ stored: [aDraft(1), aDraft(3, 2)] })
    await terminal.restore()
    expect(terminal.current.value).toEqual([aDraft(1), aDraft(3, 2)])
    expect(terminal.isRestored.value).toBe(true)
    expect(terminal.writes).toEqual([])
  })

  it('are not erased by the empty start, before they were read', async () => {
    const terminal = aTerminal({ stored: [aDraft(1)] })
    terminal.current.value = [aDraft(2)]
    await terminal.written()
    expect([...terminal.disk.values()]).toEqual([aDraft(1)])
  })

  it('stay on disk when nobody could take them over, and are told of, whatever is ordered then', async () => {
    const terminal = aTerminal({ stored: [aDraft(1), aDraft(3, 2)] })
    await terminal.restoreInVain()
    expect(terminal.isRestored.value).toBe(true)
    expect(terminal.trouble.value).toBe('unread')
    terminal.current.value = [aDraft(1, 7)]
    await nextTick()
    await terminal.written()
    expect(terminal.trouble.value).toBe('unread')
    expect([...terminal.disk.values()]).toEqual([aDraft(1), aDraft(3, 2)])
  })

  it('are written by themselves, each when it changes and only then, and cleared once their order is gone', async () => {
    const terminal = aTerminal()
    await terminal.restore()
    terminal.current.value = [aDraft(1), aDraft(2)]
    await nextTick()
    terminal.current.value = [aDraft(1), aDraft(2, 5)]
    await nextTick()
    terminal.current.value = [aDraft(2, 5)]
    await terminal.written()
    expect(terminal.writes).toEqual(['save 1', 'save 2', 'save 2', 'clear 1'])
    expect([...terminal.disk.values()]).toEqual([aDraft(2, 5)])
  })

  it('are written on the next occasion after a disk that refused them, which is told until then', async () => {
    const terminal = aTerminal()
    await terminal.restore()
    terminal.faults.isFull = true
    terminal.current.value = [aDraft(1), aDraft(2)]
    await terminal.written()
    expect(terminal.trouble.value).toBe('unsaved')
    terminal.faults.isFull = false
    terminal.current.value = [aDraft(1), aDraft(2, 2)]
    await terminal.written()
    expect(terminal.trouble.value).toBeNull()
    expect([...terminal.disk.values()]).toEqual([aDraft(1), aDraft(2, 2)])
  })
})
