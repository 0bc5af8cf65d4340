import type { RxDocument } from 'rxdb/plugins/core'

/** A document's data without RxDB around it. It is RxDB's own object, shared and not to be changed. */
export function plain<Data>(document: RxDocument<Data>): Data {
  return document.toJSON() as Data
}

/** A document as it lies on the disk, without what RxDB notes in it. */
export function withoutMeta<Data extends object>(stored: Data): Data {
  return Object.fromEntries(Object.entries(stored).filter(([field]) => !field.startsWith('_'))) as Data
}

export function plainOrNull<Data>(document: RxDocument<Data> | null | undefined): Data | null {
  return document ? plain(document) : null
}
