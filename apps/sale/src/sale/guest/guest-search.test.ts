import { describe, expect, it } from 'vitest'
import type { Guest } from '@barra/domain'
import { isBraceletQuery, MAX_MATCHES, searchGuests, toSearchableGuests } from './guest-search.ts'

const guest = (name: string, bracelet: string) => ({ name, bracelet }) as Guest
const inside = toSearchableGuests([guest('Lucía Acuña', '0418'), guest('Martín Sosa', '0417'), guest('Ana 41', '0500')])
const names = (query: string) => searchGuests(inside, query).guests.map((found) => found.name)

describe('guest search', () => {
  it('finds by any part of the name, accents and case aside', () => {
    expect(names('acuna')).toEqual(['Lucía Acuña'])
    expect(names('SOSA mar')).toEqual(['Martín Sosa'])
  })

  it('finds by part of the bracelet', () => {
    expect(names('041')).toEqual(['Lucía Acuña', 'Martín Sosa'])
  })

  it('puts who wears exactly that bracelet first', () => {
    expect(names('0417')[0]).toBe('Martín Sosa')
  })

  it('puts those without a name last, but for who wears exactly that bracelet', () => {
    const some = toSearchableGuests([guest('', '0003'), guest('', '0017'), guest('Ana', '0030')])
    const bracelets = (query: string) => searchGuests(some, query).guests.map((found) => found.bracelet)
    expect(bracelets('')).toEqual(['0030', '0003', '0017'])
    expect(bracelets('0003')).toEqual(['0003'])
    expect(bracelets('003')[0]).toBe('0030')
  })

  it('shows so many and says how many more there are', () => {
    const many = toSearchableGuests(Array.from({ length: MAX_MATCHES + 7 }, (_, i) => guest('Ana', String(i))))
    expect(searchGuests(many, 'ana')).toMatchObject({ hidden: 7 })
    expect(searchGuests(many, 'ana').guests).toHaveLength(MAX_MATCHES)
  })

  it('tells a bracelet from a name', () => {
    const isBracelet = (query: string) => isBraceletQuery(query, searchGuests(inside, query))
    expect(isBracelet('0417')).toBe(true)
    expect(isBracelet('9999')).toBe(true)
    expect(isBracelet('VIP-7')).toBe(true)
    expect(isBracelet('sosa')).toBe(false)
    expect(isBracelet('nadie')).toBe(false)
    expect(isBracelet(' ')).toBe(false)
  })
})
