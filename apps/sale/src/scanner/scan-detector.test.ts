import { describe, expect, it } from 'vitest'
import { createScanDetector, type KeyMeaning } from './scan-detector.ts'
import { DEFAULT_SCANNER_SETTINGS, type ScannerSettings } from './scanner-settings.ts'

/** A keyboard on a fake clock: each key comes `gapMs` after the one before. */
function aKeyboard(settings: Partial<ScannerSettings> = {}, unheardAtMs?: number) {
  const detector = createScanDetector({ ...DEFAULT_SCANNER_SETTINGS, ...settings }, unheardAtMs)
  let nowMs = 1000
  function press(key: string, gapMs: number, extra: { isShortcut?: boolean; isRepeat?: boolean } = {}): KeyMeaning {
    nowMs += gapMs
    return detector.press({ key, atMs: nowMs, isShortcut: false, isRepeat: false, ...extra })
  }
  function scan(code: string, terminator = 'Enter', gapMs = 5): KeyMeaning {
    press(code[0]!, 500)
    for (const key of code.slice(1)) press(key, gapMs)
    return press(terminator, gapMs)
  }
  return { press, scan, wait: (ms: number) => (nowMs += ms) }
}

describe('scan detector', () => {
  it('reads a fast burst that ends in Enter, leading zeros kept', () => {
    expect(aKeyboard().scan('0417')).toEqual({ kind: 'scanned', code: '0417' })
  })

  it('reads a fast burst that ends in Tab', () => {
    expect(aKeyboard().scan('0417', 'Tab')).toEqual({ kind: 'scanned', code: '0417' })
  })

  it('reads keys 49 ms apart and not those 50 ms apart', () => {
    expect(aKeyboard().scan('0417', 'Enter', 49).kind).toBe('scanned')
    expect(aKeyboard().scan('0417', 'Enter', 50).kind).toBe('other')
  })

  it('takes what a person types before a pause for typing', () => {
    const keyboard = aKeyboard()
    keyboard.press('x', 0)
    expect(keyboard.scan('0417')).toEqual({ kind: 'scanned', code: '0417' })
  })

  it('takes Enter after a pause for the Enter key', () => {
    const keyboard = aKeyboard()
    for (const key of '0417') keyboard.press(key, 5)
    expect(keyboard.press('Enter', 200)).toEqual({ kind: 'other' })
  })

  it.each([[0], [1], [2], [3]])('survives a busy machine that holds one key back: after character %i', (held) => {
    const keyboard = aKeyboard()
    keyboard.press('0', 500)
    for (const [i, key] of ['4', '1', '7', 'Enter'].entries()) {
      const meaning = keyboard.press(key, i === held ? 120 : 5)
      if (key === 'Enter') expect(meaning).toEqual({ kind: 'scanned', code: '0417' })
    }
  })

  it('never takes the end of a stuttering scan for a shorter bracelet', () => {
    const keyboard = aKeyboard()
    keyboard.press('0', 500)
    keyboard.press('4', 120)
    keyboard.press('1', 120)
    keyboard.press('7', 5)
    expect(keyboard.press('Enter', 5)).toEqual({ kind: 'other' })
  })

  it('takes the end of a scan that began before it listened for no bracelet', () => {
    const keyboard = aKeyboard({}, 1000)
    for (const key of '395') keyboard.press(key, 5)
    expect(keyboard.press('Enter', 5)).toEqual({ kind: 'scan_cut' })
    expect(keyboard.scan('0395')).toEqual({ kind: 'scanned', code: '0395' })
  })

  it('takes the last key alone of such a scan for no bracelet', () => {
    expect(aKeyboard({}, 1000).press('Enter', 5)).toEqual({ kind: 'other' })
  })

  it('reads a scan that begins a pause after the last key it did not hear', () => {
    expect(aKeyboard({}, 1000).scan('0417')).toEqual({ kind: 'scanned', code: '0417' })
  })

  it('takes who types while it begins to listen for a person', () => {
    const keyboard = aKeyboard({}, 1000)
    for (const key of 'vodka') keyboard.press(key, 110)
    expect(keyboard.press('Enter', 110)).toEqual({ kind: 'other' })
  })

  it('takes a person who types two letters and Enter for a person', () => {
    const keyboard = aKeyboard()
    keyboard.press('o', 500)
    keyboard.press('k', 90)
    expect(keyboard.press('Enter', 45)).toEqual({ kind: 'other' })
  })

  it('takes a single fast character for typing', () => {
    expect(aKeyboard().scan('1').kind).toBe('other')
  })

  it('says when a burst starts and goes on', () => {
    const keyboard = aKeyboard()
    expect(keyboard.press('0', 500).kind).toBe('burst_started')
    expect(keyboard.press('4', 5).kind).toBe('burst_continued')
    expect(keyboard.press('1', 500).kind).toBe('burst_started')
  })

  it('lets Shift through without breaking the burst', () => {
    const keyboard = aKeyboard()
    keyboard.press('Shift', 500)
    keyboard.press('B', 1)
    keyboard.press('Shift', 5)
    keyboard.press('C', 1)
    keyboard.press('1', 5)
    expect(keyboard.press('Enter', 5)).toEqual({ kind: 'scanned', code: 'BC1' })
  })

  it('takes a key held down for a person, though it repeats as fast as a scanner', () => {
    const keyboard = aKeyboard()
    keyboard.press('1', 500)
    for (let i = 0; i < 10; i++) keyboard.press('1', 30, { isRepeat: true })
    expect(keyboard.press('Enter', 30)).toEqual({ kind: 'other' })
  })

  it('is broken by shortcuts and by keys that type nothing', () => {
    const keyboard = aKeyboard()
    keyboard.press('0', 500)
    keyboard.press('4', 5)
    keyboard.press('a', 5, { isShortcut: true })
    expect(keyboard.press('Enter', 5)).toEqual({ kind: 'other' })
    keyboard.press('0', 500)
    keyboard.press('4', 5)
    keyboard.press('ArrowDown', 5)
    expect(keyboard.press('Enter', 5)).toEqual({ kind: 'other' })
  })

  it('ignores the same code within a second and takes it after', () => {
    const keyboard = aKeyboard({ repeatWithinMs: 1000 })
    expect(keyboard.scan('0417').kind).toBe('scanned')
    expect(keyboard.scan('0417')).toEqual({ kind: 'scanned_again', code: '0417' })
    keyboard.wait(1000)
    expect(keyboard.scan('0417').kind).toBe('scanned')
  })

  it('ignores a code that stays in the beam for however long, and takes it once it was away', () => {
    const keyboard = aKeyboard({ repeatWithinMs: 1000 })
    expect(keyboard.scan('0417').kind).toBe('scanned')
    for (let i = 0; i < 10; i++) expect(keyboard.scan('0417').kind).toBe('scanned_again')
    keyboard.wait(1000)
    expect(keyboard.scan('0417').kind).toBe('scanned')
  })

  it('takes another code at once', () => {
    const keyboard = aKeyboard()
    keyboard.scan('0417')
    expect(keyboard.scan('0291')).toEqual({ kind: 'scanned', code: '0291' })
  })

  it('takes off the configured prefix and refuses bursts without it', () => {
    expect(aKeyboard({ prefix: 'BR' }).scan('BR0417')).toEqual({ kind: 'scanned', code: '0417' })
    expect(aKeyboard({ prefix: 'BR' }).scan('0417').kind).toBe('other')
  })

  it('takes off the prefix once, though the code begins the same way', () => {
    expect(aKeyboard({ prefix: '0' }).scan('00417')).toEqual({ kind: 'scanned', code: '0417' })
  })

  it('refuses codes of another length than configured', () => {
    expect(aKeyboard({ length: 4 }).scan('0417').kind).toBe('scanned')
    expect(aKeyboard({ length: 4 }).scan('04170').kind).toBe('other')
    expect(aKeyboard({ length: 4 }).scan('041').kind).toBe('other')
  })
})
