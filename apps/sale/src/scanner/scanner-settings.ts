import { computed } from 'vue'
import { rememberedSetting } from '../settings/remembered-setting.ts'

/** How this terminal's bracelet scanner types. A burst that does not match is ordinary typing. */
export interface ScannerSettings {
  /** What the scanner sends before the code; it is taken off. */
  readonly prefix: string
  /** The exact number of characters of a code, or null for any. */
  readonly length: number | null
  /** Fewer characters than this are never a code, however fast they come. */
  readonly minLength: number
  /** Keys of one scan come less than this apart; people are slower. */
  readonly maxGapMs: number
  /** The same code again within this time is the same scan: scanners repeat while the bracelet stays in the beam. */
  readonly repeatWithinMs: number
}

export const DEFAULT_SCANNER_SETTINGS: ScannerSettings = {
  prefix: '',
  length: null,
  minLength: 2,
  maxGapMs: 50,
  repeatWithinMs: 1000,
}

const chosen = rememberedSetting<Partial<ScannerSettings>>('barra.scanner', {})

export const scannerSettings = computed(() => scannerSettingsFrom(chosen.value))

export function chooseScannerSettings(next: Pick<ScannerSettings, 'prefix' | 'length'>): void {
  chosen.value = { ...chosen.value, ...next }
}

/** As the terminal's, but taking whatever comes at a scanner's pace. */
export function takingAnything(settings: ScannerSettings): ScannerSettings {
  return { ...settings, prefix: '', length: null, minLength: 1 }
}

/** The defaults, overridden by what is stored and well-formed. */
export function scannerSettingsFrom(stored: unknown): ScannerSettings {
  const given = (typeof stored === 'object' ? (stored ?? {}) : {}) as Record<string, unknown>
  const { prefix, length, minLength, maxGapMs, repeatWithinMs } = given
  return {
    ...DEFAULT_SCANNER_SETTINGS,
    ...(typeof prefix === 'string' && { prefix }),
    ...(isPositive(length) && { length }),
    ...(isPositive(minLength) && { minLength }),
    ...(isPositive(maxGapMs) && { maxGapMs }),
    ...(isPositive(repeatWithinMs) && { repeatWithinMs }),
  }
}

function isPositive(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0
}
