import { expect, test } from 'vitest'
import { formatMoney, MAX_MONEY, parseMoney } from './money.ts'

test('reads what MySQL prints for DECIMAL(10,2)', () => {
  expect(parseMoney('1500.00')).toBe(150_000)
  expect(parseMoney('0.05')).toBe(5)
  expect(parseMoney('-901.50')).toBe(-90_150)
  expect(parseMoney('1500')).toBe(150_000)
  expect(parseMoney('1.5')).toBe(150)
  expect(Object.is(parseMoney('-0.00'), 0)).toBe(true)
})

test('writes two decimals, always', () => {
  expect(formatMoney(150_000)).toBe('1500.00')
  expect(formatMoney(5)).toBe('0.05')
  expect(formatMoney(-90_150)).toBe('-901.50')
  expect(formatMoney(MAX_MONEY)).toBe('99999999.99')
})

test('refuses what is no amount of money', () => {
  for (const text of ['', '1,50', '1.234', 'NaN', '1e3', '123456789.00', ' 1', '--1'])
    expect(() => parseMoney(text), text).toThrow(RangeError)
  for (const minor of [0.5, NaN, Infinity, MAX_MONEY + 1]) expect(() => formatMoney(minor), String(minor)).toThrow(RangeError)
})

test('survives the way to the wire and back for every amount of a night', () => {
  for (let minor = -10_000; minor <= 10_000; minor += 7) expect(parseMoney(formatMoney(minor))).toBe(minor)
})
