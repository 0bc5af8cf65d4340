import { describe, expect, it } from 'vitest'
import type { Product } from '@barra/domain'
import { toCatalogueRows } from './catalogue-rows.ts'
import { neighbourTile } from './neighbour-tile.ts'

// Rows: heading, [1 2], [3], heading, [4 5], [6]
const products = [1, 2, 3, 4, 5, 6].map((id) => ({ id_product_service: id, featured: id <= 3 }) as Product)
const rows = toCatalogueRows(products, 2)
const go = (row: number, column: number, key: string) => {
  const to = neighbourTile(rows, { row, column }, key)
  return to && [to.row, to.column]
}

describe('arrow keys among tiles', () => {
  it('move within a row and round its ends', () => {
    expect(go(1, 0, 'ArrowRight')).toEqual([1, 1])
    expect(go(1, 1, 'ArrowRight')).toEqual([2, 0])
    expect(go(2, 0, 'ArrowLeft')).toEqual([1, 1])
  })

  it('cross headings, and keep the column where the row is long enough', () => {
    expect(go(2, 0, 'ArrowDown')).toEqual([4, 0])
    expect(go(4, 1, 'ArrowDown')).toEqual([5, 0])
    expect(go(4, 1, 'ArrowUp')).toEqual([2, 0])
  })

  it('stop at the first and the last tile', () => {
    expect(go(1, 0, 'ArrowUp')).toBeNull()
    expect(go(5, 0, 'ArrowRight')).toBeNull()
    expect(go(5, 0, 'a')).toBeNull()
  })
})
