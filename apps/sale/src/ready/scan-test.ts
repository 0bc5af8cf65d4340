// Whether the scanner types what this terminal takes for a bracelet. The test reads more than a sale would, to say what is wrong.
import type { ScannerSettings } from '../scanner/scanner-settings.ts'

export type ScanTest =
  | { readonly kind: 'untested' }
  | { readonly kind: 'read'; readonly code: string }
  | { readonly kind: 'noPrefix' | 'wrongLength' | 'tooShort'; readonly code: string }

/** What the scanner typed last, before its Enter. */
export interface LastScan {
  readonly typed: string
  /** ISO 8601. */
  readonly at: string
}

/** A scanner that was tested on another night may have been unplugged since. */
export function judgeScan(
  last: LastScan | null,
  isOfTonight: (iso: string) => boolean,
  { prefix, length, minLength }: ScannerSettings,
): ScanTest {
  if (last === null || !isOfTonight(last.at)) return { kind: 'untested' }
  const { typed } = last
  if (!typed.startsWith(prefix)) return { kind: 'noPrefix', code: typed }
  const code = typed.slice(prefix.length).trim()
  if (length !== null) return { kind: code.length === length ? 'read' : 'wrongLength', code }
  return { kind: code.length >= minLength ? 'read' : 'tooShort', code }
}
