import type { Guest } from '@barra/domain'

/** What a scanned or typed bracelet turned out to be. */
export type BraceletLookup =
  /** One guest, or several when two open visits share the number: then the cashier chooses. Newest first, never empty. */
  | { readonly kind: 'open'; readonly guests: readonly Guest[] }
  /** No open visit, but one in the last days that was closed. `closedAt` is ISO 8601 with offset. */
  | { readonly kind: 'closed'; readonly guest: Guest; readonly closedAt: string }
  | { readonly kind: 'unknown' }
