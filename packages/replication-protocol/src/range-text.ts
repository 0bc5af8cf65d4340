/**
 * What the checksum of a range of documents is taken of: a line for each, in the order of their ids.
 * @param documents each with the SHA-256 in hex of its `documentText`
 */
export function rangeText(documents: readonly { readonly id: string; readonly hash: string }[]): string {
  return documents.map(({ id, hash }) => `${id}:${hash}\n`).join('')
}
