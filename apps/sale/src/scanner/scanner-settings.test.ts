import { describe, expect, it } from 'vitest'
import { DEFAULT_SCANNER_SETTINGS, scannerSettingsFrom } from './scanner-settings.ts'

describe('scanner settings', () => {
  it('are the defaults where nothing is stored', () => {
    expect(scannerSettingsFrom({})).toEqual(DEFAULT_SCANNER_SETTINGS)
    expect(scannerSettingsFrom(null)).toEqual(DEFAULT_SCANNER_SETTINGS)
  })

  it('take what is stored and keep the other defaults', () => {
    const stored = { prefix: ']C1', length: 4 }
    expect(scannerSettingsFrom(stored)).toEqual({ ...DEFAULT_SCANNER_SETTINGS, prefix: ']C1', length: 4 })
  })

  it('leave out what is malformed, so that a typo never stops the scanner', () => {
    expect(scannerSettingsFrom({ maxGapMs: 'fast', length: -1, prefix: 7 })).toEqual(DEFAULT_SCANNER_SETTINGS)
    expect(scannerSettingsFrom('broken')).toEqual(DEFAULT_SCANNER_SETTINGS)
  })
})
