import { toSearchText, type Product } from '@barra/domain'

/** A product with its description folded once, not at every key. */
export interface SearchableProduct {
  readonly product: Product
  readonly text: string
}

export function toSearchable(products: readonly Product[]): readonly SearchableProduct[] {
  return products.map((product) => ({ product, text: toSearchText(product.description ?? '') }))
}

/**
 * The products whose description has every word of the query, in any order: first what begins with the query, then what has words
 * that begin with its words, then the rest, each in the order given.
 */
export function searchProducts(searchable: readonly SearchableProduct[], query: string): readonly Product[] {
  const words = toSearchText(query).split(/\s+/).filter(Boolean)
  const matches = searchable.filter(({ text }) => words.every((word) => text.includes(word)))
  return matches
    .map(({ product, text }) => ({ product, distance: distance(text, words) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ product }) => product)
}

function distance(text: string, words: readonly string[]): number {
  if (text.startsWith(words.join(' '))) return 0
  const parts = text.split(/[^\p{L}\p{N}]+/u)
  return words.every((word) => parts.some((part) => part.startsWith(word))) ? 1 : 2
}
