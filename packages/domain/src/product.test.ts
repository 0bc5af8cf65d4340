import { expect, test } from 'vitest'
import { compareForCatalogue, isOffered, type Product } from './product.ts'
import { toSearchText } from './search-text.ts'

function aProduct(columns: Partial<Product>): Product {
  return {
    id_product_service: 1,
    description: 'Agua',
    long_description: null,
    price: '100.00',
    available: 1,
    url_image: null,
    featured: false,
    ...columns,
  }
}

test('only an explicit 0 takes a product off the screen, since stock is not enforced', () => {
  expect([5, -20, null].map((available) => isOffered(aProduct({ available })))).toEqual([true, true, true])
  expect(isOffered(aProduct({ available: 0 }))).toBe(false)
})

test('what cannot be charged is not offered', () => {
  expect([null, '-100.00', '0.00'].map((price) => isOffered(aProduct({ price })))).toEqual([false, false, true])
})

test('featured products come first, then all by description as one reads Spanish', () => {
  const names = ['Ñandú', 'nuez', 'Zumo', 'agua', 'Óleo'].map((description) => aProduct({ description }))
  const sorted = [...names, aProduct({ description: 'Whisky', featured: true })].sort(compareForCatalogue)
  expect(sorted.map(({ description }) => description)).toEqual(['Whisky', 'agua', 'nuez', 'Ñandú', 'Óleo', 'Zumo'])
})

test('search forgets accents and case', () => {
  expect(toSearchText('  Café IRLANDÉS ')).toBe('cafe irlandes')
})
