import { formatMoney, type MinorUnits } from '@barra/domain'
import { isObject, readInteger, readMoney, readOptionalText, readText, type Body } from '../http/read-body.ts'
import { Refusal } from '../http/refusal.ts'

interface CartItem {
  readonly id_product_service: number
  readonly quantity: number
  readonly unitPrice: MinorUnits
}

export interface SaleRequest {
  readonly items: readonly CartItem[]
  readonly total: MinorUnits
  readonly bracelet: string
  readonly observations: string
}

/** `{cart:[{id_product_service, cantidad, price, description}], total_consumed, id_bracelet, ticket_observations}` */
export function readSale(body: Body): SaleRequest {
  const cart = body['cart']
  if (!Array.isArray(cart) || cart.length === 0) throw new Refusal('El carrito no puede estar vacío')
  const items = cart.map(readItem)
  const total = readMoney(body, 'total_consumed')
  const sum = items.reduce((all, item) => all + item.quantity * item.unitPrice, 0)
  if (sum !== total) throw new Refusal(`El total ${formatMoney(total)} no coincide con el carrito`)
  return {
    items,
    total,
    bracelet: readText(body, 'id_bracelet', 'La pulsera es obligatoria'),
    observations: readOptionalText(body, 'ticket_observations') ?? '',
  }
}

function readItem(item: unknown): CartItem {
  if (!isObject(item)) throw new Refusal('El carrito no es válido')
  const quantity = readInteger(item, 'cantidad')
  const unitPrice = readMoney(item, 'price')
  if (quantity < 1 || unitPrice < 0) throw new Refusal('La cantidad y el precio deben ser positivos')
  return { id_product_service: readInteger(item, 'id_product_service'), quantity, unitPrice }
}
