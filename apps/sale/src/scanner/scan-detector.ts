// Tells a scanner from a person by speed alone. Pure: it is fed keys with their times, so a fake clock tests it.
import { isCharacter, isModifier, type PressedKey } from './pressed-key.ts'
import type { ScannerSettings } from './scanner-settings.ts'

export type KeyMeaning =
  /** A character after a pause: the first of what may become a scan. */
  | { readonly kind: 'burst_started' }
  | { readonly kind: 'burst_continued' }
  | { readonly kind: 'scanned'; readonly code: string }
  /** The same code again, too soon to be meant. */
  | { readonly kind: 'scanned_again'; readonly code: string }
  /** The end of a scan whose beginning nobody listened to: it would pass for another, shorter bracelet. */
  | { readonly kind: 'scan_cut' }
  /** Shift and the like: says nothing either way. */
  | { readonly kind: 'modifier' }
  | { readonly kind: 'other' }

export interface ScanDetector {
  press(key: PressedKey): KeyMeaning
}

/** A gap as long as this begins a new burst; a shorter one, however slow, never does. */
const PAUSE_MS = 200
/**
 * A busy machine may hold one key back. One slow gap among this many fast ones is still a scan: were the burst cut there, the
 * rest of the code would pass for another, shorter bracelet.
 */
const FAST_GAPS_PER_SLOW_ONE = 3

const TERMINATORS = new Set(['Enter', 'Tab'])

interface Burst {
  readonly text: string
  readonly lastKeyAtMs: number
  readonly fastGaps: number
  readonly slowGaps: number
  /** Keys came before the text that nobody listened to. */
  readonly isCut: boolean
}

const noBurst: Burst = { text: '', lastKeyAtMs: -Infinity, fastGaps: 0, slowGaps: 0, isCut: false }

/** @param unheardAtMs when the character before was pressed that this detector was not fed; -Infinity for none */
export function createScanDetector(settings: ScannerSettings, unheardAtMs = -Infinity): ScanDetector {
  let burst: Burst = { ...noBurst, lastKeyAtMs: unheardAtMs, isCut: true }
  let lastScan = { code: '', atMs: -Infinity }

  function press(pressed: PressedKey): KeyMeaning {
    if (isModifier(pressed)) return { kind: 'modifier' }
    const { key, atMs, isShortcut, isRepeat } = pressed
    const goneOn = afterGap(burst, atMs, settings.maxGapMs)
    burst = noBurst
    if (isCharacter(pressed)) {
      burst = goneOn ? { ...goneOn, text: goneOn.text + key } : { ...noBurst, text: key, lastKeyAtMs: atMs }
      return { kind: goneOn ? 'burst_continued' : 'burst_started' }
    }
    const isEnd = TERMINATORS.has(key) && !isShortcut && !isRepeat
    return isEnd && goneOn ? endOf(goneOn) : { kind: 'other' }
  }

  function endOf(ended: Burst): KeyMeaning {
    if (ended.isCut) return { kind: ended.text !== '' && isScannersPace(ended) ? 'scan_cut' : 'other' }
    const code = isScannersPace(ended) ? codeOf(ended.text, settings) : null
    if (code === null) return { kind: 'other' }
    const atMs = ended.lastKeyAtMs
    const isAgain = code === lastScan.code && atMs - lastScan.atMs < settings.repeatWithinMs
    lastScan = { code, atMs } // A repeat renews it: in the beam a bracelet may stay for long.
    return { kind: isAgain ? 'scanned_again' : 'scanned', code }
  }

  return { press }
}

/** The burst with one more key's gap counted; null when that gap was a pause. */
function afterGap(burst: Burst, atMs: number, maxGapMs: number): Burst | null {
  const gapMs = atMs - burst.lastKeyAtMs
  if (gapMs >= PAUSE_MS) return null
  const isFast = gapMs < maxGapMs
  return { ...burst, lastKeyAtMs: atMs, fastGaps: burst.fastGaps + Number(isFast), slowGaps: burst.slowGaps + Number(!isFast) }
}

function isScannersPace({ fastGaps, slowGaps }: Burst): boolean {
  return slowGaps === 0 || (slowGaps === 1 && fastGaps >= FAST_GAPS_PER_SLOW_ONE)
}

function codeOf(typed: string, { prefix, length, minLength }: ScannerSettings): string | null {
  if (!typed.startsWith(prefix)) return null
  const code = typed.slice(prefix.length).trim()
  if (length !== null) return code.length === length ? code : null
  return code.length >= minLength ? code : null
}
