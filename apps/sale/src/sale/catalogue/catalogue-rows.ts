// The catalogue as rows of known height, so that 5,000 products scroll like fifty.
import type { Product } from '@barra/domain'

export type Section = 'featured' | 'others'

export type CatalogueRow =
  | { readonly kind: 'heading'; readonly key: string; readonly section: Section; readonly count: number }
  | { readonly kind: 'tiles'; readonly key: string; readonly section: Section; readonly products: readonly Product[] }

export const SECTIONS: readonly Section[] = ['featured', 'others']

const HEADING_HEIGHT_PX = 36
/** A tile of 112 and the 12 below it. */
const TILES_HEIGHT_PX = 124

function sectionOf(product: Product): Section {
  return product.featured === true ? 'featured' : 'others'
}

export function countSections(products: readonly Product[]): Readonly<Record<Section, number>> {
  const featured = products.filter((product) => sectionOf(product) === 'featured').length
  return { featured, others: products.length - featured }
}

/**
 * Headings and rows of tiles. The section of the first product comes first: the featured ones in catalogue order, and in a search
 * those that have the nearest. A section without products has no heading.
 */
export function toCatalogueRows(products: readonly Product[], columns: number): readonly CatalogueRow[] {
  return [...new Set(products.map(sectionOf))].flatMap((section) => {
    const own = products.filter((product) => sectionOf(product) === section)
    const heading: CatalogueRow = { kind: 'heading', key: section, section, count: own.length }
    const rows: CatalogueRow[] = [heading]
    for (let first = 0; first < own.length; first += columns) {
      rows.push({ kind: 'tiles', key: `${section} ${first}`, section, products: own.slice(first, first + columns) })
    }
    return rows
  })
}

export function rowHeight(row: CatalogueRow): number {
  return row.kind === 'heading' ? HEADING_HEIGHT_PX : TILES_HEIGHT_PX
}

/** Where each row begins, and at the end where the last one stops. */
export function rowOffsets(rows: readonly CatalogueRow[]): readonly number[] {
  const offsets = [0]
  for (const row of rows) offsets.push(offsets.at(-1)! + rowHeight(row))
  return offsets
}

/** The first row that reaches below a height. */
export function rowAt(offsets: readonly number[], y: number): number {
  let low = 0
  let high = Math.max(0, offsets.length - 2)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (offsets[middle]! <= y) low = middle
    else high = middle - 1
  }
  return low
}
