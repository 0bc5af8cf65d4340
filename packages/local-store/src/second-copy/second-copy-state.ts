import type { CopyFailure } from './copy-failure.ts'

/** How the second copy of pending tickets stands. */
export type SecondCopyState =
  /** Nobody chose a file yet. */
  | { readonly kind: 'none' }
  /** The browser wants a person's click before it writes that file again. */
  | { readonly kind: 'not_permitted'; readonly fileName: string }
  /** Every pending ticket is in it. `writtenAt` (ISO 8601 with offset) is null until something was written since the page opened. */
  | { readonly kind: 'up_to_date'; readonly fileName: string; readonly writtenAt: string | null }
  | ({ readonly kind: 'failing'; readonly fileName: string } & CopyFailure)
