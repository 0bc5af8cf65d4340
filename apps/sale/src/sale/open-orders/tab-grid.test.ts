import { describe, expect, it } from 'vitest'
import { tabGrid } from './tab-grid.ts'

describe('the grid of tabs', () => {
  it('is one row of tabs with their amounts while they fit', () => {
    expect(tabGrid(3, 336)).toEqual({ columns: 3, rows: 1, isRoomy: true })
  })

  it('leaves the amounts out before it takes a second row', () => {
    expect(tabGrid(5, 336)).toEqual({ columns: 5, rows: 1, isRoomy: false })
  })

  it('takes as few rows as hold every tab, filled evenly', () => {
    expect(tabGrid(6, 336)).toEqual({ columns: 3, rows: 2, isRoomy: true })
    expect(tabGrid(11, 336)).toEqual({ columns: 4, rows: 3, isRoomy: false })
  })

  it('has a place for each before it knows its width', () => {
    expect(tabGrid(2, 0)).toEqual({ columns: 1, rows: 2, isRoomy: false })
  })
})
