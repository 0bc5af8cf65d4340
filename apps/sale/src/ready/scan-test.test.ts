import { expect, test } from 'vitest'
import { DEFAULT_SCANNER_SETTINGS } from '../scanner/scanner-settings.ts'
import { judgeScan } from './scan-test.ts'

const settings = { ...DEFAULT_SCANNER_SETTINGS, prefix: ']C1', length: 4 }

test('a code as the settings want it is read without its prefix', () => {
  expect(judgeScan(']C10417', settings)).toEqual({ kind: 'read', code: '0417' })
  expect(judgeScan('0417', DEFAULT_SCANNER_SETTINGS)).toEqual({ kind: 'read', code: '0417' })
})

test('a code that a sale would not take says what is wrong with it', () => {
  expect(judgeScan('0417', settings)).toEqual({ kind: 'noPrefix', code: '0417' })
  expect(judgeScan(']C104171', settings)).toEqual({ kind: 'wrongLength', code: '04171' })
  expect(judgeScan('4', DEFAULT_SCANNER_SETTINGS)).toEqual({ kind: 'tooShort', code: '4' })
})
