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

const STORAGE_KEY = 'barra.scanner'

/** This terminal's settings: the defaults, overridden by the JSON in localStorage under `barra.scanner`, where it is well-formed. */
export function readScannerSettings(storage: Pick<Storage, 'getItem'> = localStorage): ScannerSettings {
  return { ...DEFAULT_SCANNER_SETTINGS, ...parseOverrides(storage.getItem(STORAGE_KEY)) }
}

function parseOverrides(text: string | null): Partial<ScannerSettings> {
  if (text === null) return {}
  try {
    const { prefix, length, minLength, maxGapMs, repeatWithinMs } = Object(JSON.parse(text)) as Record<string, unknown>
    return {
      ...(typeof prefix === 'string' && { prefix }),
      ...(isPositive(length) && { length }),
      ...(isPositive(minLength) && { minLength }),
      ...(isPositive(maxGapMs) && { maxGapMs }),
      ...(isPositive(repeatWithinMs) && { repeatWithinMs }),
    }
  } catch {
    return {}
  }
}

function isPositive(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0
}
