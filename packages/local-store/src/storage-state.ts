/** What the browser promises about this terminal's data. Sizes in bytes; null where it does not tell. */
export interface StorageState {
  readonly isPersisted: boolean
  readonly usedBytes: number | null
  readonly quotaBytes: number | null
}
