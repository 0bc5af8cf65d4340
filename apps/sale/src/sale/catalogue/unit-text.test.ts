import { expect, it } from 'vitest'
import { keepUnitsTogether } from './unit-text.ts'

it('keeps number and unit together, and nothing else', () => {
  expect(keepUnitsTogether('Agua sin gas 500 ml')).toBe('Agua sin gas 500\u00a0ml')
  expect(keepUnitsTogether('Fernet jarra 1 litro')).toBe('Fernet jarra 1\u00a0litro')
  expect(keepUnitsTogether('Promo 2 latas')).toBe('Promo 2 latas')
})
