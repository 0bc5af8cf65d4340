import { expect, test } from 'vitest'
import { bytesText } from './bytes.ts'

test.each([
  [512_000, '512 kB'],
  [212_000_000, '212 MB'],
  [38_400_000_000, '38,4 GB'],
  [500_000_000_000, '500 GB'],
])('tells %i bytes as "%s"', (bytes, text) => {
  expect(bytesText(bytes, 'es-AR')).toBe(text.replaceAll(' ', '\u00a0'))
})
