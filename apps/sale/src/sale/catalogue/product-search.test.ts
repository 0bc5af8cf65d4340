import { describe, expect, it } from 'vitest'
import type { Product } from '@barra/domain'
import { searchProducts, toSearchable } from './product-search.ts'

const searchable = toSearchable(
  ['Jägermeister medida', 'Café', 'Heineken porrón', 'Heineken lata'].map(
    (description, id) => ({ id_product_service: id, description }) as Product,
  ),
)

const found = (query: string) => searchProducts(searchable, query).map((product) => product.description)

describe('product search', () => {
  it('ignores accents and case', () => {
    expect(found('CAFE')).toEqual(['Café'])
    expect(found('jager')).toEqual(['Jägermeister medida'])
    expect(found('porrón')).toEqual(['Heineken porrón'])
  })

  it('takes words in any order', () => {
    expect(found('lata hein')).toEqual(['Heineken lata'])
  })

  it('finds everything where nothing is asked', () => {
    expect(found('  ')).toHaveLength(4)
  })

  it('finds nothing where nothing matches', () => {
    expect(found('zzz')).toEqual([])
  })
})
