import { describe, expect, it } from 'vitest'
import type { Product } from '@barra/domain'
import { countSections, rowAt, rowOffsets, toCatalogueRows } from './catalogue-rows.ts'

function aProduct(id: number, featured: boolean | null = false): Product {
  return {
    id_product_service: id,
    description: `Trago ${id}`,
    long_description: null,
    price: '1500.00',
    available: null,
    url_image: null,
    featured,
  }
}

const products = [aProduct(1, true), aProduct(2, true), aProduct(3, true), aProduct(4), aProduct(5, null)]

describe('catalogue rows', () => {
  it('put the featured first, each section under its heading and in rows as wide as the screen', () => {
    const rows = toCatalogueRows(products, 2)
    expect(rows.map((row) => (row.kind === 'heading' ? row.count : row.products.map((p) => p.id_product_service)))).toEqual([
      3,
      [1, 2],
      [3],
      2,
      [4, 5],
    ])
  })

  it('put first the section that has the nearest of what was searched', () => {
    const nearest = [aProduct(4), aProduct(1, true), aProduct(5)]
    expect(toCatalogueRows(nearest, 2).map((row) => row.section)).toEqual(['others', 'others', 'featured', 'featured'])
  })

  it('have no heading for a section without products', () => {
    expect(toCatalogueRows([aProduct(4)], 5).map((row) => row.section)).toEqual(['others', 'others'])
  })

  it('count products nobody decided about among the others', () => {
    expect(countSections(products)).toEqual({ featured: 3, others: 2 })
  })

  it('are found by their height', () => {
    const offsets = rowOffsets(toCatalogueRows(products, 2))
    expect(offsets).toEqual([0, 36, 160, 284, 320, 444])
    expect([0, 35, 36, 283, 284, 9999].map((y) => rowAt(offsets, y))).toEqual([0, 0, 1, 2, 3, 4])
  })

  it('are none where there is nothing', () => {
    expect(rowAt(rowOffsets([]), 10)).toBe(0)
  })
})
