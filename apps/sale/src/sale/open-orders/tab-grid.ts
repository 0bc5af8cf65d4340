/** A target's least width. */
const MIN_TAB_PX = 64
/** Six figures fit, in narrower letters. */
const ROOMY_TAB_PX = 96

export interface TabGrid {
  readonly columns: number
  readonly rows: number
  /** Whether a tab has room for more than a bracelet. */
  readonly isRoomy: boolean
}

/** The fewest rows in which so many tabs are all there to be tapped, as wide as that leaves them. */
export function tabGrid(tabs: number, widthPx: number): TabGrid {
  const most = Math.max(1, Math.floor(widthPx / MIN_TAB_PX))
  const rows = Math.max(1, Math.ceil(tabs / most))
  const columns = Math.max(1, Math.ceil(tabs / rows))
  return { columns, rows, isRoomy: widthPx / columns >= ROOMY_TAB_PX }
}
