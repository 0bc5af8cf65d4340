/**
 * Where the second copy is written: a file outside of the browser's own storage. All that the store asks of one. What reads or writes it
 * throws when the file or its disk is gone, and when the disk does not answer in time.
 */
export interface CopyFile {
  readonly name: string
  /** Whether it may be written now: after a restart the browser may want a person's word again. */
  permission(): Promise<CopyPermission>
  /** Asks for that word; only within a click. */
  askPermission(): Promise<CopyPermission>
  read(): Promise<string>
  /** A cheap sign of what is in it: equal as long as nobody else wrote it. */
  sign(): Promise<string>
  /** Sees whether it can be written, and leaves it as it is. @throws when it cannot */
  tryWriting(): Promise<void>
  /** Adds at the end; what was there stays whole if the power goes meanwhile. */
  append(text: string): Promise<void>
  /** Puts this in the place of all that is in it, or leaves it as it was. */
  replace(text: string): Promise<void>
}

export type CopyPermission = 'granted' | 'prompt' | 'denied'
