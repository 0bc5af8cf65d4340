import { effectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Cart, Guest } from '@barra/domain'
import { SaleRefused, StorageFailed, type StoredTicket } from '@barra/local-store'
import { FLASH_MS, useCharge, type SaleToCharge } from './useCharge.ts'

const cart: Cart = {
  lines: [{ id_product_service: 4, description: 'Fernet', quantity: 2, unit_price: 650_000 }],
  observations: '',
}
const sale: SaleToCharge = { slot: 1, cart, guest: { bracelet: '0417' } as Guest, consumed: 100_000, next: null }
const ticket = { id: 't-142', ticket_number: '1-0142', created_offline: true } as StoredTicket

function aTill(closeCart = vi.fn(async () => ticket)) {
  const steps: string[] = []
  const till = effectScope().run(() =>
    useCharge({
      closeCart,
      onStored: async () => void steps.push('emptied'),
      onOutcome: (outcome) => steps.push(outcome),
    }),
  )!
  return { ...till, closeCart, steps }
}

describe('charging', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('makes one ticket of a double tap', async () => {
    const till = aTill()
    await Promise.all([till.charge(sale), till.charge(sale)])
    expect(till.closeCart).toHaveBeenCalledTimes(1)
  })

  it('empties the order before it says "sold", so that a crash in between never sells it twice', async () => {
    const till = aTill()
    await till.charge(sale)
    expect(till.steps).toEqual(['emptied', 'saved'])
  })

  it('tells what was sold for a second and a half, then is ready', async () => {
    const till = aTill()
    await till.charge(sale)
    expect(till.state.value).toEqual({
      kind: 'saved',
      sale: {
        guest: sale.guest,
        amount: 1_300_000,
        units: 2,
        ticketNumber: '1-0142',
        isOffline: true,
        consumed: 1_400_000,
      },
    })
    vi.advanceTimersByTime(FLASH_MS - 1)
    expect(till.state.value.kind).toBe('saved')
    vi.advanceTimersByTime(1)
    expect(till.state.value.kind).toBe('idle')
  })

  it.each([
    ['visit_closed', new SaleRefused('visit_closed', 'visit 90 is closed')],
    ['storage', new StorageFailed(new Error('disk full'))],
    ['storage', new TypeError('anything')],
  ])('keeps the order and says why it failed: %s', async (reason, error) => {
    const till = aTill(vi.fn(() => Promise.reject(error)))
    await till.charge(sale)
    expect(till.state.value).toEqual({ kind: 'failed', reason })
    expect(till.steps).toEqual(['failed'])
  })

  it('never says that a stored sale failed', async () => {
    const onStored = () => Promise.reject(new Error('the draft would not go'))
    const till = effectScope().run(() => useCharge({ closeCart: async () => ticket, onStored, onOutcome: () => undefined }))!
    await till.charge(sale)
    expect(till.state.value.kind).toBe('saved')
  })

  it('can be tried again after a failure', async () => {
    const closeCart = vi.fn(async () => ticket).mockRejectedValueOnce(new Error('disk full'))
    const till = aTill(closeCart)
    await till.charge(sale)
    await till.charge(sale)
    expect(till.state.value.kind).toBe('saved')
  })
})
