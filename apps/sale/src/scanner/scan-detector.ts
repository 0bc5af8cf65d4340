// Tells a scanner from a person by speed alone. Pure: it is fed keys with their times, so a fake clock tests it.
import type { ScannerSettings } from './scanner-settings.ts'

export interface PressedKey {
  /** As in KeyboardEvent.key. */
  readonly key: string
  /** When it was pressed, in ms of a clock that never goes back. */
  readonly atMs: number
  /** Ctrl, Alt or Meta held: a shortcut, never part of a code. */
  readonly isShortcut: boolean
  /** The keyboard's own auto-repeat, which is as fast as a scanner. */
  readonly isRepeat: boolean
}

export type KeyMeaning =
  /** The first character of what may become a scan; until more comes it is ordinary typing. */
  | { readonly kind: 'burst_started' }
  | { readonly kind: 'burst_continued' }
  | { readonly kind: 'scanned'; readonly code: string }
  /** The same code again, too soon to be meant. */
  | { readonly kind: 'scanned_again'; readonly code: string }
  /** Shift and the like: says nothing either way. */
  | { readonly kind: 'modifier' }
  | { readonly kind: 'other' }

export interface ScanDetector {
  press(key: PressedKey): KeyMeaning
}

const MODIFIERS = new Set(['Shift', 'CapsLock', 'NumLock', 'AltGraph'])
const TERMINATORS = new Set(['Enter', 'Tab'])

export function createScanDetector(settings: ScannerSettings): ScanDetector {
  let burst = ''
  let lastKeyAtMs = -Infinity
  let lastScan = { code: '', atMs: -Infinity }

  function press({ key, atMs, isShortcut, isRepeat }: PressedKey): KeyMeaning {
    if (MODIFIERS.has(key)) return { kind: 'modifier' }
    const isFast = atMs - lastKeyAtMs < settings.maxGapMs
    const typed = burst
    burst = ''
    if (isShortcut || isRepeat) return { kind: 'other' }
    if (TERMINATORS.has(key)) return isFast ? endOfBurst(typed, atMs) : { kind: 'other' }
    if (key.length !== 1) return { kind: 'other' }
    lastKeyAtMs = atMs
    burst = isFast ? typed + key : key
    return { kind: burst.length > 1 ? 'burst_continued' : 'burst_started' }
  }

  function endOfBurst(typed: string, atMs: number): KeyMeaning {
    const code = codeOf(typed, settings)
    if (code === null) return { kind: 'other' }
    const isAgain = code === lastScan.code && atMs - lastScan.atMs < settings.repeatWithinMs
    if (isAgain) return { kind: 'scanned_again', code }
    lastScan = { code, atMs }
    return { kind: 'scanned', code }
  }

  return { press }
}

function codeOf(typed: string, { prefix, length, minLength }: ScannerSettings): string | null {
  if (!typed.startsWith(prefix)) return null
  const code = typed.slice(prefix.length).trim()
  if (length !== null) return code.length === length ? code : null
  return code.length >= minLength ? code : null
}
