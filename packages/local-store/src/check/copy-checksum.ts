// What this terminal's copy of documents adds up to. SHA-256 in plain JavaScript: crypto.subtle is not there on plain http.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { documentText, rangeText } from '@barra/replication-protocol'
import { columnsOf, type HeldDocument } from '../collections/pulled-collections.ts'

/** @param documents in the order of their ids */
export function copyChecksum(documents: readonly HeldDocument[]): string {
  return hexOf(rangeText(documents.map((document) => ({ id: document.id, hash: hexOf(heldText(document)) }))))
}

/** The text of the document as it came over the wire. */
export function heldText(document: HeldDocument): string {
  return documentText(columnsOf(document))
}

function hexOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}
