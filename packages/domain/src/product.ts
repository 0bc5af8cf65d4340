import type { FromSchema } from 'json-schema-to-ts'
import { MONEY_WIRE_PATTERN } from './money.ts'

/** A product or service as replicated; `price` is a decimal string. */
export const productSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    id_product_service: { type: 'integer' },
    description: { type: ['string', 'null'] },
    long_description: { type: ['string', 'null'] },
    price: { type: ['string', 'null'], pattern: MONEY_WIRE_PATTERN },
    available: { type: ['integer', 'null'] },
    url_image: { type: ['string', 'null'] },
    featured: { type: ['boolean', 'null'] },
  },
  required: ['id_product_service', 'description', 'long_description', 'price', 'available', 'url_image', 'featured'],
} as const

export type Product = FromSchema<typeof productSchema>

/**
 * Whether the sale screen offers it: stock is not enforced, so only an explicit 0 takes it off. One without a price cannot be
 * charged, and a ticket with a negative one would be refused.
 */
export function isOffered(product: Product): boolean {
  return product.available !== 0 && product.price !== null && !product.price.startsWith('-')
}

const spanishOrder = new Intl.Collator('es-AR', { sensitivity: 'base', numeric: true })

/** Catalogue order: featured first, then by description as a Spanish reader expects. */
export function compareForCatalogue(a: Product, b: Product): number {
  const byFeatured = Number(b.featured === true) - Number(a.featured === true)
  return (
    byFeatured || spanishOrder.compare(a.description ?? '', b.description ?? '') || a.id_product_service - b.id_product_service
  )
}
