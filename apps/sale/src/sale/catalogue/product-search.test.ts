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

  it('puts first what begins with the query, then what has a word that does, each in the order given', () => {
    const drinks = toSearchable(
      ['Agua sin gas', 'Botella Gin Bombay', 'Virgin mojito', 'Gin tonic', 'Tónica con gin', 'Gin medida'].map(
        (description, id) => ({ id_product_service: id, description }) as Product,
      ),
    )
    expect(searchProducts(drinks, 'gin').map(({ description }) => description)).toEqual([
      'Gin tonic',
      'Gin medida',
      'Botella Gin Bombay',
      'Tónica con gin',
      'Virgin mojito',
    ])
    expect(searchProducts(drinks, 'gin  bom').map(({ description }) => description)).toEqual(['Botella Gin Bombay'])
    expect(searchProducts(drinks, '').map(({ description }) => description)[0]).toBe('Agua sin gas')
  })

  it('finds everything where nothing is asked', () => {
    expect(found('  ')).toHaveLength(4)
  })

  it('finds nothing where nothing matches', () => {
    expect(found('zzz')).toEqual([])
  })
})
