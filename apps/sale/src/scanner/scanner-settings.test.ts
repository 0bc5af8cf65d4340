import { describe, expect, it } from 'vitest'
import { DEFAULT_SCANNER_SETTINGS, readScannerSettings } from './scanner-settings.ts'

const stored = (text: string | null) => readScannerSettings({ getItem: () => text })

describe('scanner settings', () => {
  it('are the defaults where nothing is stored', () => {
    expect(stored(null)).toEqual(DEFAULT_SCANNER_SETTINGS)
  })

  it('take what is stored and keep the other defaults', () => {
    expect(stored('{"prefix":"]C1","length":4}')).toEqual({ ...DEFAULT_SCANNER_SETTINGS, prefix: ']C1', length: 4 })
  })

  it('leave out what is malformed, so that a typo never stops the scanner', () => {
    expect(stored('{"maxGapMs":"fast","length":-1,"prefix":7}')).toEqual(DEFAULT_SCANNER_SETTINGS)
    expect(stored('{broken')).toEqual(DEFAULT_SCANNER_SETTINGS)
    expect(stored('null')).toEqual(DEFAULT_SCANNER_SETTINGS)
  })
})
