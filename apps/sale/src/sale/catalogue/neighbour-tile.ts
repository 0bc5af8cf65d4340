import type { CatalogueRow } from './catalogue-rows.ts'

export interface TilePlace {
  readonly row: number
  readonly column: number
}

const STEPS: Readonly<Record<string, { readonly row: number; readonly column: number }>> = {
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
}

/** Where an arrow key leads from a tile, over headings and round the ends of rows; null where it leads nowhere. */
export function neighbourTile(rows: readonly CatalogueRow[], from: TilePlace, key: string): TilePlace | null {
  const step = STEPS[key]
  if (!step) return null
  const sideways = from.column + step.column
  if (step.row === 0 && sideways >= 0 && sideways < tilesIn(rows[from.row])) return { row: from.row, column: sideways }
  const direction = step.row || step.column
  let row = from.row + direction
  while (rows[row]?.kind === 'heading') row += direction
  const last = tilesIn(rows[row]) - 1
  if (last < 0) return null
  if (step.row !== 0) return { row, column: Math.min(from.column, last) }
  return { row, column: direction > 0 ? 0 : last }
}

function tilesIn(row: CatalogueRow | undefined): number {
  return row?.kind === 'tiles' ? row.products.length : 0
}
