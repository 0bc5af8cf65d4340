/** What the browser promises about this terminal's data. Sizes in bytes; null where it does not tell. */
export interface StorageState {
  readonly isPersisted: boolean
  readonly usedBytes: number | null
  readonly quotaBytes: number | null
  /** The disk was full, and nothing has shown yet that there is room again: the copy of the partners may have given way to sales. */
  readonly isFull: boolean
}
