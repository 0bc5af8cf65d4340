import type { ShiftClosing } from './shift-closing.ts'

/**
 * A stretch of selling at this terminal, from its first sale or cashier until somebody closes it, or the next night's begins. Whoever sells
 * may change in it.
 */
export interface Shift {
  readonly id: string
  /** ISO 8601 with offset, like `closed_at`. */
  readonly opened_at: string
  /** Null while it is open. */
  readonly closed_at: string | null
  /** The cashier who closed it; null while it is open, where nobody had said who it is, or where nobody closed it. */
  readonly closed_by: string | null
  /** Who sells as long as the list of cashiers has the name; null where nobody has said so. */
  readonly on_duty: string | null
  /**
   * Missing while it is open, and where an earlier version of this app closed it. The collection's schema does not name it: RxDB would
   * not open shifts of the earlier one, and keeps what it is given.
   */
  readonly closing?: ShiftClosing
}

/** What a sale notes about who made it. */
export interface Seller {
  readonly cashier: string | null
  readonly shift_id: string | null
}
