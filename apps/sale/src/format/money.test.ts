import { expect, test } from 'vitest'
import { moneyParts, moneyText } from './money.ts'

test('writes pesos as the club does, with a space that does not break', () => {
  expect(moneyText(650_000)).toBe('$\u00a06.500,00')
  expect(moneyText('1874300.05')).toBe('$\u00a01.874.300,05')
})

test('keeps a negative amount recognisable', () => {
  expect(moneyText(-150_050)).toMatch(/^-\s?\$\s?1\.500,50$/)
})

test('splits the cents off with their comma, so that a list can show them more quietly', () => {
  expect(moneyParts(0)).toEqual({ whole: '$\u00a00', cents: ',00' })
  expect(moneyParts(1_300_025)).toEqual({ whole: '$\u00a013.000', cents: ',25' })
})
