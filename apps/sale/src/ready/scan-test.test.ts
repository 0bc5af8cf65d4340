import { expect, test } from 'vitest'
import { DEFAULT_SCANNER_SETTINGS, type ScannerSettings } from '../scanner/scanner-settings.ts'
import { judgeScan } from './scan-test.ts'

const settings = { ...DEFAULT_SCANNER_SETTINGS, prefix: ']C1', length: 4 }

const at = '2026-11-24T20:00:00-03:00'
const scanned = (typed: string, as: ScannerSettings) => judgeScan({ typed, at }, () => true, as)

test('a scanner counts as tested for the night of the test alone', () => {
  const isOfTonight = (iso: string) => iso !== at
  expect(judgeScan({ typed: '0417', at }, isOfTonight, DEFAULT_SCANNER_SETTINGS)).toEqual({ kind: 'untested' })
  expect(judgeScan(null, isOfTonight, DEFAULT_SCANNER_SETTINGS)).toEqual({ kind: 'untested' })
})

test('a code as the settings want it is read without its prefix', () => {
  expect(scanned(']C10417', settings)).toEqual({ kind: 'read', code: '0417' })
  expect(scanned('0417', DEFAULT_SCANNER_SETTINGS)).toEqual({ kind: 'read', code: '0417' })
})

test('a code that a sale would not take says what is wrong with it', () => {
  expect(scanned('0417', settings)).toEqual({ kind: 'noPrefix', code: '0417' })
  expect(scanned(']C104171', settings)).toEqual({ kind: 'wrongLength', code: '04171' })
  expect(scanned('4', DEFAULT_SCANNER_SETTINGS)).toEqual({ kind: 'tooShort', code: '4' })
})
