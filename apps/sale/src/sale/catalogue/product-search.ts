import { toSearchText, type Product } from '@barra/domain'

/** A product with its description folded once, not at every key. */
export interface SearchableProduct {
  readonly product: Product
  readonly text: string
}

export function toSearchable(products: readonly Product[]): readonly SearchableProduct[] {
  return products.map((product) => ({ product, text: toSearchText(product.description ?? '') }))
}

/** The products whose description has every word of the query, in any order, in the order given. */
export function searchProducts(searchable: readonly SearchableProduct[], query: string): readonly Product[] {
  const words = toSearchText(query).split(/\s+/).filter(Boolean)
  return searchable.filter(({ text }) => words.every((word) => text.includes(word))).map(({ product }) => product)
}
