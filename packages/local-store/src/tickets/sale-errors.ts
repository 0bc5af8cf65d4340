/** The sale was not made, for a reason the cashier can act on; the cart is as it was. */
export class SaleRefused extends Error {
  readonly code: SaleRefusalCode

  constructor(code: SaleRefusalCode, message: string) {
    super(message)
    this.name = 'SaleRefused'
    this.code = code
  }
}

export type SaleRefusalCode =
  | 'visit_not_found'
  | 'visit_closed'
  | 'wrong_bracelet'
  | 'empty_cart'
  | 'too_many_products'
  | 'total_too_large'
  /** There are cashiers, and none has said that it is theirs. */
  | 'no_cashier'
  /** Another tab of this browser sells. */
  | 'not_selling_here'

/** The browser could not put the ticket on disk, most likely for want of space; nothing was sold. */
export class StorageFailed extends Error {
  constructor(cause: unknown) {
    super('the ticket could not be stored on this terminal', { cause })
    this.name = 'StorageFailed'
  }
}
