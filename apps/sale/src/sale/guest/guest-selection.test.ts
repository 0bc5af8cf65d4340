import { describe, expect, it } from 'vitest'
import type { Guest } from '@barra/domain'
import { keepPrevious, nobody, receiveGuest, receiveLookup, selected, withLiveGuest } from './guest-selection.ts'

function aGuest(bracelet: string, { id_visit = Number(bracelet), hour_exit = null as string | null } = {}): Guest {
  return {
    visit: { id_visit, hour_exit } as Guest['visit'],
    bracelet,
    holder: 'partner',
    name: `Invitado ${bracelet}`,
    phone: null,
    standing: { kind: 'good' },
  }
}

const martin = aGuest('0417')
const tomas = aGuest('0291')
const closedAt = '2026-11-25T02:31:00-03:00'

describe('guest selection', () => {
  it('asks when two open visits share the bracelet, and changes nothing until then', () => {
    const guests = [martin, aGuest('0417', { id_visit: 9 })]
    expect(receiveLookup(selected(tomas), '0417', { kind: 'open', guests })).toEqual({
      selection: { kind: 'selected', guest: tomas },
      question: { kind: 'choose', bracelet: '0417', guests },
    })
  })

  it('refuses an unknown bracelet and remembers the guest from before', () => {
    const state = receiveLookup(selected(martin), '0739', { kind: 'unknown' })
    expect(state.selection).toEqual({ kind: 'refused', refusal: { kind: 'unknown', bracelet: '0739' }, previous: martin })
    expect(keepPrevious(state)).toEqual(selected(martin))
  })

  it('remembers that guest through a second bad scan', () => {
    const once = receiveLookup(selected(martin), '0739', { kind: 'unknown' })
    const twice = receiveLookup(once, '0740', { kind: 'unknown' })
    expect(keepPrevious(twice)).toEqual(selected(martin))
  })

  it('goes back to nobody when there was nobody', () => {
    expect(keepPrevious(receiveLookup(nobody, '0739', { kind: 'unknown' }))).toEqual(nobody)
  })

  it('says who left and when for a closed visit', () => {
    const guest = aGuest('0533', { hour_exit: closedAt })
    const { selection } = receiveLookup(nobody, '0533', { kind: 'closed', guest, closedAt })
    expect(selection).toMatchObject({ kind: 'refused', refusal: { kind: 'closed', guest: { name: 'Invitado 0533' }, closedAt } })
  })

  it('asks before a filled order changes hands', () => {
    expect(receiveGuest(selected(martin), tomas, true)).toEqual({
      selection: { kind: 'selected', guest: martin },
      question: { kind: 'other_guest', current: martin, next: tomas },
    })
  })

  it('asks after a bad scan too, since the order is still of the guest from before', () => {
    const refused = receiveLookup(selected(martin), '0739', { kind: 'unknown' })
    expect(receiveGuest(refused, tomas, true).question).toMatchObject({ kind: 'other_guest', current: martin })
  })

  it('asks for the affiliate of the same visit as well', () => {
    const affiliate = { ...aGuest('0418', { id_visit: 417 }), holder: 'affiliate' as const }
    expect(receiveGuest(selected(martin), affiliate, true).question?.kind).toBe('other_guest')
  })

  it('changes guest at once while the order is empty, and never asks for the same guest', () => {
    expect(receiveGuest(selected(martin), tomas, false)).toEqual(selected(tomas))
    expect(receiveGuest(selected(martin), aGuest('0417 '), true).question).toBeNull()
    expect(receiveGuest(nobody, tomas, true)).toEqual(selected(tomas))
  })
})

describe('a selected guest as data arrives', () => {
  it('shows the newer row', () => {
    const renamed = { ...martin, name: 'Martín Sosa' }
    expect(withLiveGuest({ kind: 'selected', guest: martin }, renamed)).toEqual({ kind: 'selected', guest: renamed })
  })

  it('is refused once the visit closes', () => {
    expect(withLiveGuest({ kind: 'selected', guest: martin }, aGuest('0417', { hour_exit: closedAt }))).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'closed', bracelet: '0417', closedAt },
      previous: null,
    })
  })

  it('is refused once the visit has left this terminal', () => {
    expect(withLiveGuest({ kind: 'selected', guest: martin }, null)).toMatchObject({ refusal: { kind: 'gone' }, previous: null })
  })

  it('is no way out of a bad scan once its visit has closed', () => {
    const { selection } = receiveLookup(selected(martin), '0739', { kind: 'unknown' })
    expect(withLiveGuest(selection, aGuest('0417', { hour_exit: closedAt }))).toMatchObject({ previous: null })
  })
})
