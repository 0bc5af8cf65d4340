import { parseMoney } from '@barra/domain'
import type { StoredTicket } from '@barra/local-store'
import { moneyText } from '../format/money.ts'

export interface ReceiptLine {
  readonly id: number
  readonly quantity: number
  readonly description: string
  /** "$ 6.500,00" */
  readonly each: string
  readonly total: string
}

export function receiptLines({ ticket_details }: Pick<StoredTicket, 'ticket_details'>): readonly ReceiptLine[] {
  return ticket_details.map(({ id_product_service, quantity, description, unit_price }) => ({
    id: id_product_service,
    quantity,
    description,
    each: moneyText(unit_price),
    total: moneyText(quantity * parseMoney(unit_price)),
  }))
}
