import { expect, test } from 'vitest'
import { documentText } from './document-text.ts'

test('the order of the fields and the revision make no difference, a value does', () => {
  const text = documentText({ _id: '4', _rev: '1-a', price: '1500.00', available: null })
  expect(documentText({ available: null, price: '1500.00', _id: '4', _rev: '2-b' })).toBe(text)
  expect(documentText({ available: 0, price: '1500.00' })).not.toBe(text)
  expect(documentText({ price: '1500.00' })).not.toBe(text)
})
