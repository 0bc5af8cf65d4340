/** A stretch of selling at this terminal, from its first sale or cashier until somebody closes it. Whoever sells may change in it. */
export interface Shift {
  readonly id: string
  /** ISO 8601 with offset, like `closed_at`. */
  readonly opened_at: string
  /** Null while it is open. */
  readonly closed_at: string | null
  /** The cashier who closed it; null while it is open, or where nobody had said who it is. */
  readonly closed_by: string | null
  /** Who sells now: the name of a cashier, or null. */
  readonly on_duty: string | null
}

/** What a sale notes about who made it. */
export interface Seller {
  readonly cashier: string | null
  readonly shift_id: string | null
}
