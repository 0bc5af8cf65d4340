/**
 * What the browser promises about this terminal's data. Sizes in bytes; null where it does not tell. None of them says what is free:
 * Chromium's quota is 10 GiB above what is used, however full the disk is.
 */
export interface StorageState {
  readonly isPersisted: boolean
  readonly usedBytes: number | null
  readonly quotaBytes: number | null
  /** The disk was full, and nothing has shown yet that there is room again: the copy of the partners may have given way to sales. */
  readonly isFull: boolean
  /** Whether the disk took what a night writes when it was last tried; null before that. */
  readonly hasRoom: boolean | null
}
